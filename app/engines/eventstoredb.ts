import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../domain/errors.ts';
import {
  createEventStoreDbLog,
  type EventStoreDbLog,
  type EventStoreDbLogOptions,
} from '../../eventstore/eventstoredb/eventstoredb-log.ts';

/** A start ends within this when the server does not answer. */
const START_MS = 6_000;

/** Throws `config_invalid` for a connection string that cannot be used, `engine_unavailable` when nobody answers. */
export const openEventStoreDb = async (
  url: string,
  onGroup?: EventStoreDbLogOptions['onGroup'],
): Promise<EventStoreDbLog> => {
  const log = createLog({ url, ...(onGroup === undefined ? {} : { onGroup }) });
  const late = new AbortController();
  try {
    await Promise.race([
      log.head(),
      sleep(START_MS, undefined, { signal: late.signal }).then(() => {
        throw new Error(`no answer within ${START_MS / 1_000} s`);
      }),
    ]);
    return log;
  } catch (error) {
    log.close().catch(() => {});
    throw new CodedError(
      'engine_unavailable',
      503,
      `EventStoreDB at ${placeOf(url)} (EVENTSTORE_URL) does not answer: ${reasonOf(error)}. ` +
        'Is it running, is the address right, and does ?tls=false or ?tls=true fit the server? ' +
        'Unset EVENTSTORE_URL to keep the log in PostgreSQL.',
      { cause: error },
    );
  } finally {
    late.abort();
  }
};

const createLog = (options: EventStoreDbLogOptions): EventStoreDbLog => {
  try {
    return createEventStoreDbLog(options);
  } catch (cause) {
    throw new CodedError('config_invalid', 500, `EVENTSTORE_URL cannot be used: ${reasonOf(cause)}`, {
      cause,
    });
  }
};

/** Without user and password. */
export const placeOf = (url: string): string =>
  url.replace(/^[\w+]+:\/\/(?:[^@/]*@)?/, '').replace(/[/?].*$/, '');

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
