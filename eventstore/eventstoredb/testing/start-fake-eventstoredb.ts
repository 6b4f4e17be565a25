import { startFakeServer } from './fake-server.ts';

export interface FakeEventStoreDb {
  /** For `EVENTSTORE_URL`. */
  readonly connectionString: string;
  /** Cuts every connection and takes no new ones; what is stored stays. */
  goDown(): Promise<void>;
  /** On the same port. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A stand-in for EventStoreDB in this process, for tests of the whole app; other processes reach it by its connection
 * string. Keeps everything in memory: what it stored is gone with it. `port`: chosen by the system unless given.
 */
export const startFakeEventStoreDb = async (options: { port?: number } = {}): Promise<FakeEventStoreDb> => {
  const server = await startFakeServer(options);
  return {
    connectionString: server.url,
    goDown: server.stop,
    comeBack: server.start,
    close: server.close,
  };
};
