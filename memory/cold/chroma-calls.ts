import { ChromaClient } from 'chromadb';
import { chromaFailure, isConnectionLost } from './chroma-failures.ts';

export interface ChromaOptions {
  /** `http://host:port` */
  readonly url: string;
  /** Names of collections start with it; two installations on one server need two. */
  readonly prefix?: string;
  readonly tenant?: string;
  readonly database?: string;
  /** For a proxy in front of it; Chroma has no access control of its own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Most memories of one person that every question is compared with, whatever the index reaches. */
  readonly exactUpTo?: number;
  /** For one operation, all of its requests together. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

/** Runs an operation within the time limit and the caller's signal. Throws what `ColdMemory` says. */
export type ChromaCall = <T>(signal: AbortSignal, work: (client: ChromaClient) => Promise<T>) => Promise<T>;

/** The library takes a signal only when a client is made, so each operation has a client; sockets are shared by all. */
export const createChromaCall = (options: ChromaOptions): ChromaCall => {
  const { protocol, hostname, port, host } = new URL(options.url);
  const ssl = protocol === 'https:';
  const settings = {
    host: hostname,
    port: port === '' ? (ssl ? 443 : 80) : Number(port),
    ssl,
    tenant: options.tenant ?? 'default_tenant',
    database: options.database ?? 'default_database',
    headers: { ...options.headers },
  };
  return async (signal, work) => {
    signal.throwIfAborted();
    const limit = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const either = AbortSignal.any([signal, limit]);
    const client = new ChromaClient({ ...settings, fetchOptions: { signal: either } });
    try {
      // Everything we ask of it may be asked twice, and a kept connection may have ended since it was last used.
      return await work(client).catch((error) => {
        if (!isConnectionLost(error) || either.aborted) throw error;
        return work(client);
      });
    } catch (error) {
      signal.throwIfAborted();
      throw chromaFailure(error, host);
    }
  };
};
