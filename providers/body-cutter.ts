import { Buffer } from 'node:buffer';

export interface BodyCutter {
  /**
   * Puts `item`, JSON text, into the body of this key. `head` is what the body begins with: the text of an object that
   * is open at a list. Items whose heads differ need different keys.
   */
  add(key: string, head: () => string, item: string): void;
  /** Gives out what is still open. Not called after a failure: half a day would be another body than the whole. */
  end(): void;
}

/** Of one body. A day of heart rate is one to three bodies. */
export const MAX_BODY_BYTES = 128 * 1024;
/** As many as one event of readings holds. */
const MAX_ITEMS = 2_000;
/** Of all bodies that are open at once. */
const MAX_OPEN_BYTES = 4 * 1024 * 1024;

interface Open {
  readonly key: string;
  bytes: Buffer;
  length: number;
  items: number;
}

/**
 * Gathers items of a file into bodies of bounded size, cut by what the items say and never by when they were read: by
 * key, and where a body would become too large. The same file again, or the next export, which repeats most of it,
 * gives the same bytes for what did not change. When too much is open, what was used longest ago is given out: in a
 * file in the order of time that is complete. Nothing here holds a text it was given: that would keep the piece of the
 * file alive that it was cut from.
 */
export const createBodyCutter = (emit: (body: Buffer) => void): BodyCutter => {
  const open = new Map<string, Open>();
  let openBytes = 0;
  let latest: Open | undefined;

  const give = (body: Open): void => {
    open.delete(body.key);
    if (latest === body) latest = undefined;
    openBytes -= body.length;
    append(body, ']}');
    emit(body.bytes.subarray(0, body.length));
  };

  const begin = (key: string, head: string): Open => {
    const body = { key, bytes: Buffer.allocUnsafe(512), length: 0, items: 0 };
    append(body, head);
    openBytes += body.length;
    open.set(key, body);
    return body;
  };

  const bodyOf = (key: string, head: () => string): Open => {
    if (latest?.key === key) return latest;
    const found = open.get(key);
    if (found === undefined) return begin(key, head());
    open.delete(key);
    open.set(key, found);
    return found;
  };

  return {
    add(key, head, item) {
      let body = bodyOf(key, head);
      if (body.items > 0 && (body.items === MAX_ITEMS || body.length + item.length > MAX_BODY_BYTES)) {
        give(body);
        body = begin(body.key, head());
      }
      const before = body.length;
      if (body.items++ > 0) append(body, ',');
      append(body, item);
      openBytes += body.length - before;
      latest = body;
      while (openBytes > MAX_OPEN_BYTES && open.size > 1) give(open.values().next().value!);
    },
    end() {
      for (const body of [...open.values()]) give(body);
    },
  };
};

const append = (body: Open, text: string): void => {
  const most = body.length + 3 * text.length;
  if (most > body.bytes.length) {
    const larger = Buffer.allocUnsafe(Math.max(2 * body.bytes.length, most));
    body.bytes.copy(larger, 0, 0, body.length);
    body.bytes = larger;
  }
  body.length += body.bytes.write(text, body.length);
};
