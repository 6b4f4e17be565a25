import { randomUUID } from 'node:crypto';
import {
  createEventStoreDbLog,
  type EventStoreDbLog,
  type EventStoreDbLogOptions,
} from '../eventstoredb-log.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';

/** A fake server and logs on it with short times, all closed at the end of the test that uses them. */
export const createWorld = async (
  options: Parameters<typeof startFakeServer>[0] = {},
): Promise<{
  server: FakeServer;
  open(over?: Partial<EventStoreDbLogOptions>): EventStoreDbLog;
  [Symbol.asyncDispose](): Promise<void>;
}> => {
  const server = await startFakeServer(options);
  const logs: EventStoreDbLog[] = [];
  return {
    server,
    open: (over = {}) => {
      const log = createEventStoreDbLog({ url: server.url, timeoutMs: 300, retryForMs: 5_000, ...over });
      logs.push(log);
      return log;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(logs.map((log) => log.close()));
      await server.close();
    },
  };
};

export const streamName = (): string => `test-${randomUUID()}`;

/** Ids of a stream as the server holds them. */
export const storedIds = (server: FakeServer, stream: string): string[] =>
  (server.storage.stream(stream) ?? []).map((event) => event.id);
