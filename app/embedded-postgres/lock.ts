import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgresError, errorCode } from './error.ts';
import { SUPERUSER } from './initdb.ts';

/** Two int4 that name the lock; it lives in the database `postgres`, apart from the advisory locks of the app. */
const LOCK_KEYS = [0x41555245, 0x4e4c434b] as const;
const LOCK_LIMIT_MS = 3_000;
const RETRY_MS = 50;
const OWNER_NAME = /^auren owner (\d+)$/;

export interface ServerAddress {
  readonly port: number;
  readonly password: string;
}

export type LockOutcome =
  | { readonly kind: 'taken'; readonly client: pg.Client }
  | { readonly kind: 'in_use'; readonly ownerPid: number | null }
  /** The server cannot be reached: it stops, has stopped, or recovers from a crash of one of its processes. */
  | { readonly kind: 'unreachable'; readonly cause: unknown };

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03']);
const TOO_MANY_CONNECTIONS = '53300';

/**
 * Takes the lock that makes one app the owner of the data directory; it is held as long as the connection lives, so
 * the kernel releases it when the app is killed. Tries for 3 s, because a killed app's session may take a moment to end.
 *
 * @throws {EmbeddedPostgresError} `postgres_start_failed` when the server refuses us.
 */
export async function takeOwnerLock(address: ServerAddress): Promise<LockOutcome> {
  const deadline = performance.now() + LOCK_LIMIT_MS;
  for (;;) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: address.port,
      user: SUPERUSER,
      password: address.password,
      database: 'postgres',
      ssl: false,
      connectionTimeoutMillis: 5_000,
      application_name: `auren owner ${process.pid}`,
    });
    client.on('error', () => undefined); // the end of the connection is what counts
    try {
      await client.connect();
      const outcome = await lockOn(client, deadline);
      if (outcome.kind !== 'taken') await client.end().catch(() => undefined);
      return outcome;
    } catch (error) {
      await client.end().catch(() => undefined);
      const code = errorCode(error);
      if (code === TOO_MANY_CONNECTIONS) {
        if (performance.now() >= deadline) return { kind: 'in_use', ownerPid: null };
        await pause(RETRY_MS);
      } else if (isUnreachable(error)) return { kind: 'unreachable', cause: error };
      else throw refused(error);
    }
  }
}

/** Whether the error means that the server has gone or does not serve now, not that it refuses us. */
export function isUnreachable(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined) return UNREACHABLE.has(code);
  return error instanceof Error && /connection terminated|timeout/i.test(error.message);
}

async function lockOn(client: pg.Client, deadline: number): Promise<LockOutcome> {
  await client.query('set idle_session_timeout = 0');
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
      ...LOCK_KEYS,
    ]);
    if (rows[0]?.taken === true) return { kind: 'taken', client };
    if (performance.now() >= deadline) return { kind: 'in_use', ownerPid: await ownerPid(client) };
    await pause(RETRY_MS);
  }
}

/** Whether an app holds the lock now; false when the server does not let us look. */
export async function isOwned({ port, password }: ServerAddress): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5_000,
    application_name: 'auren look',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await ownerPid(client)) !== null;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ownerPid(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ application_name: string }>(
    `select activity.application_name
       from pg_locks as held join pg_stat_activity as activity on activity.pid = held.pid
      where held.locktype = 'advisory' and held.granted
        and held.classid = $1 and held.objid = $2 and held.objsubid = 2`,
    [...LOCK_KEYS],
  );
  const pid = OWNER_NAME.exec(rows[0]?.application_name ?? '')?.[1];
  return pid === undefined ? null : Number(pid);
}

function refused(error: unknown): EmbeddedPostgresError {
  const isPassword = errorCode(error) === '28P01';
  return new EmbeddedPostgresError(
    'postgres_start_failed',
    isPassword
      ? 'The embedded PostgreSQL does not accept the password kept beside it. Restore the file postgres-password ' +
          'that belongs to this database.'
      : `The embedded PostgreSQL refuses the connection: ${error instanceof Error ? error.message : String(error)}.`,
    { cause: error },
  );
}

/** Creates the database unless it exists; to be called by the owner of the lock, so that one app does it. */
export async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
}

/** Lets the event loop end although the connection is open; the types of `pg` do not know its `unref`. */
export function letLoopEnd(client: pg.Client): void {
  (client as pg.Client & { unref(): void }).unref();
}
