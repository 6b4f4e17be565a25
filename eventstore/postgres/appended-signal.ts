import pg from 'pg';

const CHANNEL = 'auren_appended';
const QUIET_MS = 25;

export interface AppendedSignal {
  announce(writer: pg.Client): void;
  onAppended(listener: () => void): () => void;
  close(): Promise<void>;
}

/**
 * Wakes tail readers in this and other processes. NOTIFY takes a cluster-wide lock at commit, so it stays
 * out of the append statement and is sent at most every 25 ms. A lost notice costs one polling interval.
 */
export const createAppendedSignal = (url: string): AppendedSignal => {
  const listeners = new Set<() => void>();
  let listening: Promise<pg.Client> | undefined;
  let pending: NodeJS.Timeout | undefined;
  let closed = false;

  const wake = (): void => {
    for (const listener of listeners) listener();
  };

  const listen = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url, application_name: 'auren log listener' });
    const lost = (): void => {
      listening = undefined;
      client.end().catch(() => {});
      if (!closed) setTimeout(ensureListening, 1_000).unref();
    };
    client.on('error', lost);
    client.on('notification', wake);
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      lost();
      throw error;
    }
    return client;
  };
  const ensureListening = (): void => {
    if (closed || listening !== undefined || listeners.size === 0) return;
    listening = listen();
    listening.catch(() => {});
  };

  return {
    announce: (writer) => {
      wake();
      pending ??= setTimeout(() => {
        pending = undefined;
        if (!closed) writer.query(`notify ${CHANNEL}`).catch(() => {});
      }, QUIET_MS);
    },
    onAppended: (listener) => {
      listeners.add(listener);
      ensureListening();
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      clearTimeout(pending);
      listeners.clear();
      const client = await listening?.catch(() => undefined);
      await client?.end().catch(() => {});
    },
  };
};
