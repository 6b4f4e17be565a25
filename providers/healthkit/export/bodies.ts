import { Buffer } from 'node:buffer';

/** What the samples of one body share. */
export interface Shared {
  readonly type: string;
  readonly source: string;
  /** Empty where there is none. */
  readonly unit: string;
}

export interface BodyCutter {
  /** `sample` is JSON text; samples of the same `period` (a day, a month) go into the same body. */
  add(shared: Shared, period: string, sample: string): void;
  /** Gives out what is still open. Not called after a failure: half a day would be another body than the whole. */
  end(): void;
}

/** Of one body. A day of heart rate is one to three bodies. */
export const MAX_BODY_BYTES = 128 * 1024;
/** As many as one event of readings holds. */
const MAX_SAMPLES = 2_000;
/** Of all bodies that are open at once. */
const MAX_OPEN_BYTES = 8 * 1024 * 1024;

interface Open extends Shared {
  readonly period: string;
  readonly id: string;
  bytes: Buffer;
  length: number;
  samples: number;
}

/**
 * Gathers samples into bodies of plain HealthKit samples, cut by what they say and never by when they were read: by type,
 * source, unit and period, and where a body would become too large. The same export again, or the next one, which
 * repeats most of it, gives the same bytes for what did not change. Nothing here holds a text it was given: that would
 * keep the piece of the file alive that it was cut from.
 */
export const createBodyCutter = (emit: (body: Buffer) => void): BodyCutter => {
  const open = new Map<string, Open>();
  let openBytes = 0;
  let latest: Open | undefined;

  const give = (body: Open): void => {
    open.delete(body.id);
    if (latest === body) latest = undefined;
    openBytes -= body.length;
    body.length += body.bytes.write(']}', body.length);
    emit(body.bytes.subarray(0, body.length));
  };

  const begin = (id: string): Open => {
    const [type, source, unit, period] = JSON.parse(id) as [string, string, string, string];
    const head = `{"defaults":${JSON.stringify(unit === '' ? { type, source } : { type, source, unit })},"samples":[`;
    const bytes = Buffer.allocUnsafe(Math.max(512, 2 * head.length));
    const body = { type, source, unit, period, id, bytes, length: 0, samples: 0 };
    append(body, head);
    openBytes += body.length;
    open.set(id, body);
    return body;
  };

  const bodyOf = (shared: Shared, period: string): Open => {
    if (
      latest !== undefined &&
      latest.period === period &&
      latest.type === shared.type &&
      latest.source === shared.source &&
      latest.unit === shared.unit
    )
      return latest;
    const id = JSON.stringify([shared.type, shared.source, shared.unit, period]);
    const found = open.get(id);
    if (found === undefined) return begin(id);
    // Used again: of all open bodies the last to be given out early.
    open.delete(id);
    open.set(id, found);
    return found;
  };

  return {
    add(shared, period, sample) {
      let body = bodyOf(shared, period);
      if (
        body.samples > 0 &&
        (body.samples === MAX_SAMPLES || body.length + sample.length > MAX_BODY_BYTES)
      ) {
        give(body);
        body = begin(body.id);
      }
      const before = body.length;
      if (body.samples++ > 0) append(body, ',');
      append(body, sample);
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
  const most = body.length + 3 * text.length + 2;
  if (most > body.bytes.length) {
    const larger = Buffer.allocUnsafe(Math.max(2 * body.bytes.length, most));
    body.bytes.copy(larger, 0, 0, body.length);
    body.bytes = larger;
  }
  body.length += body.bytes.write(text, body.length);
};
