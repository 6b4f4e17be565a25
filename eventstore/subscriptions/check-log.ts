import type pg from 'pg';
import { CodedError } from '../../domain/errors.ts';
import type { EventStore } from '../event-store.ts';

const refuse = (message: string): never => {
  throw new CodedError('log_changed', 500, message);
};

/**
 * Checkpoints are positions in one log: of another they mean nothing, and would leave out events without a word. To be
 * called once before processors run, with where `store` keeps its log. Throws `log_changed` when this database belongs
 * to another log, or to a log that has lost its end; `engine_unavailable` when the log does not answer.
 */
export const checkLog = async (
  pool: pg.Pool,
  store: EventStore,
  keptIn: 'postgresql' | 'eventstoredb',
): Promise<void> => {
  const { rows } = await pool.query<{ furthest: string; holds_log: boolean }>(
    `select coalesce(max(position), 0) as furthest, exists (select from log.events) as holds_log
       from work.checkpoints`,
  );
  const { furthest, holds_log: holdsLog } = rows[0]!;
  if (keptIn === 'eventstoredb' && holdsLog)
    refuse(
      'this database holds a log of its own, and EVENTSTORE_URL names another. Unset EVENTSTORE_URL to go on with the ' +
        'first; a log is not copied over. For a new one, use a new database',
    );
  if (BigInt(furthest) > (await store.head()))
    refuse(
      'the read models of this database have seen more than the log holds: it is another log, or was restored from an ' +
        'older copy. Point EVENTSTORE_URL and DATABASE_URL at what belongs together, or use a new database',
    );
};
