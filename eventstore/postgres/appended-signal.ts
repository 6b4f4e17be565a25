import pg from 'pg';

const CHANNEL = 'auren_appended';
const QUIET_MS = 25;
const RETRY_MS = 1_000;

/** A notice is a hint, so its commit need not wait for the disk. */
const NOTIFY = `begin; set local synchronous_commit = off; notify ${CHANNEL}; commit`;

export interface AppendedSignal {
  announce(): void;
  onAppended(listener: () => void): () => void;
  close(): Promise<void>;
}

/**
 * Wakes tail readers in this and other processes. NOTIFY takes a cluster-wide lock at commit, so it stays out of
 * the append statement and off the writer's connection, and is sent at most every 25 ms. A lost notice costs one
 * polling interval.
 */
export const createAppendedSignal = (url: string): AppendedSignal => {
  const listeners = new Set<() => void>();
  let line: Promise<pg.Client> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let due = false;
  let closed = false;

  const wake = (): void => {
    for (const listener of listeners) listener();
  };

  const connect = async (onLost: () => void): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'auren log signal',
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    client.on('error', onLost);
    // What this process appended it was told of already.
    client.on('notification', ({ processId }) => {
      if (processId !== (client as { processID?: number }).processID) wake();
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      return client;
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
  };
  const open = (): Promise<pg.Client> => {
    if (line !== undefined) return line;
    const opening: Promise<pg.Client> = connect(() => lose(opening));
    line = opening;
    opening.catch(() => lose(opening));
    return opening;
  };
  const lose = (lost: Promise<pg.Client>): void => {
    if (line !== lost) return;
    line = undefined;
    lost.then((client) => client.end()).catch(() => {});
    if (!closed) setTimeout(() => !closed && listeners.size > 0 && open().catch(() => {}), RETRY_MS).unref();
  };

  const send = async (): Promise<void> => {
    due = false;
    const sent = open();
    await sent.then((client) => client.query(NOTIFY)).catch(() => lose(sent));
    timer = due && !closed ? setTimeout(send, QUIET_MS) : undefined;
  };

  return {
    announce: () => {
      wake();
      due = true;
      if (!closed) timer ??= setTimeout(send, QUIET_MS);
    },
    onAppended: (listener) => {
      listeners.add(listener);
      if (!closed) open().catch(() => {});
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      const client = await line?.catch(() => undefined);
      await client?.end().catch(() => {});
    },
  };
};
