import { randomUUID } from 'node:crypto';
import type { EventData } from '@eventstore/db-client';
import { TimeoutStrategy, timeout } from 'cockatiel';
import { type Connection, createConnection } from './connection.ts';
import { failureOf } from './failures.ts';
import { patiently } from './read-attempts.ts';

export interface EventStoreDbExamination {
  /** As the server says it; undefined for one that does not. */
  readonly version: string | undefined;
  /** Of asking for the newest record. */
  readonly latencyMs: number;
  /** UTC, when the newest record was stored, by the server's clock; undefined for an empty log. */
  readonly newestAt: Date | undefined;
  readonly mayAppend: boolean;
}

/** No stream is this long: an append there is answered with the version it should have had, if it may be made at all. */
const NOWHERE = 2 ** 40;
const STREAM = 'auren-doctor';

/**
 * What a server says of itself. Writes nothing: whether this account may append is seen by an append whose expected
 * version is wrong. Each call is given `timeoutMs`. Throws what the client throws.
 */
export const examineEventStoreDb = async (
  url: string,
  timeoutMs: number,
): Promise<EventStoreDbExamination> => {
  const connection = createConnection(url, timeoutMs);
  const own = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  try {
    const client = connection.reader();
    const { serverVersion } = await own.execute(() => client['capabilities']);
    const started = performance.now();
    const read = client.readAll({ fromPosition: 'end', direction: 'backwards', maxCount: 1 });
    let newestAt: Date | undefined;
    for await (const { event } of patiently(read, timeoutMs)) newestAt = event?.created;
    const latencyMs = performance.now() - started;
    return {
      version: /\d/.test(serverVersion) ? serverVersion : undefined,
      latencyMs,
      newestAt,
      mayAppend: await mayAppend(connection),
    };
  } finally {
    await connection.close();
  }
};

const mayAppend = async (connection: Connection): Promise<boolean> => {
  const nothing = new Uint8Array();
  const event: EventData = {
    id: randomUUID(),
    type: 'Examined',
    contentType: 'application/octet-stream',
    data: nothing,
    metadata: nothing,
  };
  try {
    await connection.append(STREAM, NOWHERE, [event]);
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure === 'wrong_version') return true;
    if (failure === 'refused') return false;
    throw error;
  }
};
