/** What the fake server keeps, with the rules of the real one. No I/O. */
export interface FakeEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly created: Date;
  /** Byte offset in the log: grows with the size of what was written, so that numbers in between name nothing. */
  readonly position: bigint;
}
export type ProposedEvent = Pick<FakeEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;
export type ExpectedRevision = 'any' | 'no_stream' | 'stream_exists' | bigint;
export type AppendOutcome =
  | { readonly status: 'success'; readonly revision: bigint; readonly position: bigint }
  | { readonly status: 'wrong_expected_version'; readonly current: bigint };

const NO_STREAM = -1n;
/** The server writes statistics and links of its own between the users' events. */
const SYSTEM_EVENT_EVERY = 7;

export const createFakeStorage = () => {
  const all: FakeEvent[] = [];
  const streams = new Map<string, FakeEvent[]>();
  /** Only what was written since the last start: all that `any` can tell a repeat by. */
  let recent = new Map<string, FakeEvent>();
  let end = 0n;
  let appends = 0;
  let time: Date | undefined;

  const write = (stream: string, proposed: readonly ProposedEvent[]): FakeEvent => {
    const past = streams.get(stream) ?? [];
    for (const one of proposed) {
      const event = {
        ...one,
        stream,
        revision: BigInt(past.length),
        created: time ?? new Date(),
        position: end,
      };
      end += BigInt(97 + one.data.byteLength + one.metadata.byteLength);
      past.push(event);
      all.push(event);
      recent.set(one.id, event);
    }
    streams.set(stream, past);
    return past.at(-1)!;
  };
  const writeSystem = (stream: string, type: string): void => {
    write(stream, [
      {
        id: crypto.randomUUID(),
        type,
        contentType: 'application/json',
        data: Buffer.from('{}'),
        metadata: new Uint8Array(),
      },
    ]);
  };
  writeSystem('$settings', '$UserCreated');

  const repeated = (last: FakeEvent): AppendOutcome => ({
    status: 'success',
    revision: last.revision,
    position: last.position,
  });

  return {
    all: (): readonly FakeEvent[] => all,
    /** What the server's clock stands at from now on. */
    setTime: (at: Date): void => {
      time = at;
    },
    stream: (name: string): readonly FakeEvent[] | undefined => streams.get(name),
    /** As after a restart: what was written stays, what was only in memory is gone. */
    forgetRecent: () => {
      recent = new Map();
    },
    /** The server's `CheckCommit`: strong idempotency only with an exact revision. */
    append: (
      stream: string,
      expected: ExpectedRevision,
      proposed: readonly ProposedEvent[],
    ): AppendOutcome => {
      const past = streams.get(stream) ?? [];
      const current = BigInt(past.length) - 1n;
      const wrong: AppendOutcome = { status: 'wrong_expected_version', current };
      if (expected === 'stream_exists' && current === NO_STREAM) return wrong;
      if (expected === 'any' || expected === 'stream_exists') {
        const known = proposed
          .map(({ id }) => recent.get(id))
          .map((e) => (e?.stream === stream ? e : undefined));
        if (known[0] !== undefined)
          return known.includes(undefined) ? wrong : repeated(known.at(-1) as FakeEvent);
      } else {
        const after = expected === 'no_stream' ? NO_STREAM : expected;
        if (after > current) return wrong;
        if (after < current) {
          const there = past.slice(Number(after) + 1, Number(after) + 1 + proposed.length);
          const same = proposed.length > 0 && proposed.every((one, i) => there[i]?.id === one.id);
          return same ? repeated(there.at(-1)!) : wrong;
        }
      }
      // The real server too answers success to an append of nothing.
      if (proposed.length === 0) return { status: 'success', revision: current, position: end };
      const last = write(stream, proposed);
      if (++appends % SYSTEM_EVENT_EVERY === 0) {
        writeSystem('$stats-127.0.0.1:2113', '$statsCollected');
        writeSystem('$ce-test', '$>');
        writeSystem('$mem-gossip', 'GossipSeen');
      }
      return { status: 'success', revision: last.revision, position: last.position };
    },
  };
};
export type FakeStorage = ReturnType<typeof createFakeStorage>;
