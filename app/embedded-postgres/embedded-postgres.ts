import { prepareDataDirectory } from './data-directory.ts';
import type { EmbeddedPostgresError } from './error.ts';
import { SUPERUSER } from './initdb.ts';
import { DATABASE, ownServer, watchOwnership } from './ownership.ts';
import { stopPostmaster } from './postmaster.ts';

export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './error.ts';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster as `postgres` (or a link to it), its password and its log; made when missing. */
  readonly dataDir: string;
  readonly log: (message: string) => void;
  /**
   * Only for root: folders open to every account, by preference, for what the database account cannot reach otherwise.
   * Default `/var/lib/auren`, `/var/tmp/auren`.
   */
  readonly sharedPlaces?: readonly string[];
}

export interface EmbeddedPostgres {
  /** `postgres://user:password@127.0.0.1:port/auren`; the port differs from start to start. */
  readonly url: string;
  /** The server was running already, left by an app that was killed. */
  readonly adopted: boolean;
  /** Real path of the cluster. */
  readonly directory: string;
  /**
   * Resolves when the server, or our ownership of it, is lost without `stop`: the app should log the error and exit.
   * Never rejects, and never resolves after `stop`.
   */
  readonly lost: Promise<EmbeddedPostgresError>;
  /** Fast shutdown; resolves when the server process is gone. Further calls answer the same promise. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of a data directory, or adopts the one that still runs in it, and makes us its only owner.
 * The server runs in its own session: it outlives a kill of the app and ends only by `stop`.
 *
 * @throws {EmbeddedPostgresError} with a `code`, and a message that says what is wrong and what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const prepared = await prepareDataDirectory(dataDir, log, options.sharedPlaces);
  const server = await ownServer(prepared, log);
  const ownership = watchOwnership(prepared, server, log);
  const { pid, port, adopted } = server.postmaster;
  let stopping: Promise<void> | null = null;

  const stop = async () => {
    // The lock is kept until the server is gone: released earlier, the next app would adopt a server about to end.
    ownership.expectEnd();
    await stopPostmaster(pid, prepared.directory, log);
    await ownership.close();
  };
  return {
    url: `postgres://${SUPERUSER}:${prepared.password}@127.0.0.1:${port}/${DATABASE}`,
    adopted,
    directory: prepared.directory,
    lost: ownership.lost,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}
