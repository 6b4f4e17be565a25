/** All of a stream up to a version: which record ids are in it, and where. */
export interface KnownStream {
  readonly version: number;
  readonly ids: ReadonlyMap<string, number>;
  /** An append with an unknown outcome came after: there may be more. */
  readonly doubtful: boolean;
}

export interface FoundId {
  readonly id: string;
  readonly version: number;
}
interface Entry {
  version: number;
  readonly ids: Map<string, number>;
  doubtful: boolean;
}

export interface KnownStreams {
  get(stream: string): KnownStream | undefined;
  /**
   * What a read of everything after version `after` found, oldest first. Undefined, and nothing is learnt, where what
   * comes before it is not known.
   */
  learn(stream: string, after: number, found: readonly FoundId[]): KnownStream | undefined;
  /** Until it is read again. */
  doubt(stream: string): void;
  size(): number;
}

/**
 * Streams that were appended to or read lately, whole, so that a repeat is found by its id without asking the server.
 * Bounded by `maxIds` record ids (about 100 bytes each) over all streams; the stream last used always stays.
 */
export const createKnownStreams = (maxIds: number): KnownStreams => {
  // A map keeps the order of insertion: the first is the one that was not used for the longest time.
  const streams = new Map<string, Entry>();
  let size = 0;

  const touch = (stream: string, entry: Entry): void => {
    streams.delete(stream);
    streams.set(stream, entry);
    for (const [name, oldest] of streams) {
      if (size <= maxIds || name === stream) break;
      streams.delete(name);
      size -= 1 + oldest.ids.size;
    }
  };

  return {
    get: (stream) => {
      const entry = streams.get(stream);
      if (entry !== undefined) touch(stream, entry);
      return entry;
    },
    learn: (stream, after, found) => {
      let entry = streams.get(stream);
      if (after > (entry?.version ?? 0)) return undefined;
      if (entry === undefined) {
        entry = { version: 0, ids: new Map(), doubtful: false };
        size += 1;
      }
      for (const { id, version } of found) {
        if (version <= entry.version) continue;
        entry.ids.set(id, version);
        entry.version = version;
        size += 1;
      }
      entry.doubtful = false;
      touch(stream, entry);
      return entry;
    },
    doubt: (stream) => {
      const entry = streams.get(stream);
      if (entry !== undefined) entry.doubtful = true;
    },
    size: () => size,
  };
};
