import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Said } from './protocol.ts';

type Result = Extract<Said, { kind: 'result' }>;

export interface Ledger {
  /** An answer as the writer had it. */
  write(result: Result): void;
  readonly counts: Readonly<Record<Result['status'], number>>;
  /** Compares every answer with the table itself. */
  audit(pool: pg.Pool): Promise<string[]>;
}

const MOST_IDS = 7;
const PAGE = 20_000;

/** 48 bits of what an answer promised, and how many records it was about. Small, because there are millions. */
const promise = (stream: string, version: number, ids: readonly string[]): number => {
  const hash = createHash('sha256')
    .update(`${stream} ${version} ${ids.join(' ')}`)
    .digest()
    .readUIntBE(0, 6);
  return hash * (MOST_IDS + 1) + ids.length;
};

/** Remembers what writers were told, to hold the log to it. */
export const createLedger = (): Ledger => {
  const promises = new Map<number, number>();
  const refused = new Set<string>();
  const violations: string[] = [];
  const counts: Record<Result['status'], number> = {
    appended: 0,
    duplicate: 0,
    conflict: 0,
    event_id_reused: 0,
    unknown: 0,
  };

  return {
    counts,
    write: ({ status, stream, ids, fresh, version, position }) => {
      counts[status]++;
      if (status === 'conflict' || status === 'event_id_reused') for (const id of fresh) refused.add(id);
      if (status !== 'appended' && status !== 'duplicate') return;
      const made = promise(stream, version, ids);
      const before = promises.get(position);
      if (before !== undefined && before !== made)
        violations.push(`two different appends were both placed at position ${position}`);
      promises.set(position, made);
    },
    audit: async (pool) => {
      const found = [...violations];
      const versions = new Map<string, number>();
      let kept = 0;
      let window: { id: string; stream: string; version: number }[] = [];
      for (let after = '0'; ; ) {
        const { rows } = await pool.query<{
          position: string;
          stream: string;
          version: string;
          event_id: string;
        }>(
          'select position, stream, version, event_id from log.events where position > $1 order by position limit $2',
          [after, PAGE],
        );
        for (const row of rows) {
          const version = Number(row.version);
          if (version !== (versions.get(row.stream) ?? 0) + 1)
            found.push(`version ${version} of ${row.stream} follows ${versions.get(row.stream) ?? 0}`);
          versions.set(row.stream, version);
          if (refused.has(row.event_id))
            found.push(`${row.event_id} was refused and is in the log at ${row.position}`);
          window = [...window.slice(1 - MOST_IDS), { id: row.event_id, stream: row.stream, version }];
          const made = promises.get(Number(row.position));
          if (made === undefined) continue;
          const records = window.slice(-(made % (MOST_IDS + 1)));
          const ids = records.map((record) => record.id);
          if (promise(row.stream, version, ids) === made) kept++;
          else found.push(`position ${row.position} holds something else than was acknowledged`);
        }
        if (rows.length < PAGE) break;
        after = rows.at(-1)!.position;
      }
      if (kept !== promises.size)
        found.push(`${promises.size - kept} acknowledged appends are not in the log`);
      const { rows } = await pool.query<{ repeated: string; wrong: string }>(
        `select (select count(*) - count(distinct event_id) from log.events) as repeated,
                (select count(*) from log.streams s where s.version <>
                   (select coalesce(max(e.version), 0) from log.events e where e.stream = s.stream)) as wrong`,
      );
      if (rows[0]!.repeated !== '0')
        found.push(`${rows[0]!.repeated} event ids are in the log more than once`);
      if (rows[0]!.wrong !== '0')
        found.push(`${rows[0]!.wrong} streams stand at another version than their events`);
      return found;
    },
  };
};
