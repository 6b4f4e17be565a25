import type pg from 'pg';
import { BEGINNING, type EventLog, type Position } from '../../event-log.ts';

export interface TailReader {
  readonly name: string;
  readonly shard: { readonly index: number; readonly count: number } | undefined;
  /** Positions seen so far, in the order they were seen. */
  readonly seen: readonly number[];
  readonly violations: readonly string[];
  /** Reads on to the position, then ends. */
  finish(position: Position): Promise<void>;
}

const PAGE = 500;
const POLL_MS = 50;
/** One broken reader would otherwise fill the memory with complaints. */
const MOST_VIOLATIONS = 20;

/** Follows the log from its beginning like a projection does, and complains about any record out of place. */
export const startTailReader = (log: EventLog, shard: TailReader['shard']): TailReader => {
  const name = shard === undefined ? 'unsharded' : `shard ${shard.index} of ${shard.count}`;
  const seen: number[] = [];
  const violations: string[] = [];
  const versions = new Map<string, number>();
  let end: Position | undefined;
  let position = BEGINNING;

  const complain = (what: string): void => {
    if (violations.length < MOST_VIOLATIONS) violations.push(`reader ${name}: ${what}`);
  };
  const follow = async (): Promise<void> => {
    while (end === undefined || position < end) {
      const page = await log.readAll(position, PAGE, shard === undefined ? {} : { shard });
      for (const record of page.records) {
        const last = BigInt(seen.at(-1) ?? 0);
        if (record.position <= last) complain(`position ${record.position} came after ${last}`);
        const before = versions.get(record.stream) ?? 0;
        if (record.version !== before + 1)
          complain(`version ${record.version} of ${record.stream} came after ${before}`);
        versions.set(record.stream, record.version);
        seen.push(Number(record.position));
      }
      if (page.position < position) complain(`the page after ${position} ends at ${page.position}`);
      position = page.position;
      if (page.records.length === 0 && end === undefined)
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  const followed = follow().catch((error: unknown) => complain(`stopped: ${String(error)}`));

  return {
    name,
    shard,
    seen,
    violations,
    finish: async (at) => {
      end = at;
      await followed;
    },
  };
};

/** One reader a shard, and one of everything. */
export const startTailReaders = (log: EventLog, shards: number): TailReader[] =>
  [undefined, ...Array.from({ length: shards }, (_, index) => ({ index, count: shards }))].map((shard) =>
    startTailReader(log, shard),
  );

/** Compares what readers saw with the table itself, read plainly after everyone stopped writing. */
export const compareWithTable = async (pool: pg.Pool, readers: readonly TailReader[]): Promise<string[]> => {
  const violations: string[] = [];
  for (const { name, shard, seen } of readers) {
    let at = 0;
    let missed = 0;
    let extra = 0;
    for (let after = 0; ; ) {
      const { rows } = await pool.query<{ positions: string[] | null }>(
        `select array_agg(position order by position) as positions from (
           select position from log.events where position > $1 and ($2::int is null or shard % $2 = $3)
            order by position limit 50000) p`,
        [after, shard?.count ?? null, shard?.index ?? null],
      );
      const positions = (rows[0]!.positions ?? []).map(Number);
      for (const position of positions) {
        for (; at < seen.length && seen[at]! < position; at++) extra++;
        if (seen[at] === position) at++;
        else missed++;
      }
      if (positions.length === 0) break;
      after = positions.at(-1)!;
    }
    extra += seen.length - at;
    if (missed > 0) violations.push(`reader ${name} missed ${missed} records`);
    if (extra > 0)
      violations.push(`reader ${name} saw ${extra} records that are not in the log in that place`);
  }
  return violations;
};
