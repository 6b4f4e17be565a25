import pg from 'pg';
import { checkMasterKey } from '../../../eventstore/postgres/postgres-vault.ts';
import { mostConnections } from '../../connections.ts';
import { connectPool } from '../../database/connect.ts';
import { pendingMigrations } from '../../database/migrate.ts';
import { unreachable } from '../../database/unreachable.ts';
import type { Database } from '../../engines.ts';
import { bad, clockFinding, type Finding, milliseconds, ok, quickest, reasonOf, warn } from './finding.ts';

const OLDEST = 16;

interface Facts {
  readonly version: string;
  readonly fsync: string;
  readonly standby: boolean;
  readonly account: string;
  readonly database: string;
  readonly creates: boolean;
  /** Schemas of ours, and `public`, where this account may not make tables. */
  readonly closed: readonly string[];
  readonly timescale: string | null;
  readonly timescale_offered: boolean;
  readonly license: string | null;
  readonly most: number;
  readonly others: number;
  readonly key_is_known: boolean;
}

const FACTS = `
select current_setting('server_version') as version, current_setting('fsync') as fsync,
       pg_is_in_recovery() as standby, current_user::text as account,
       current_database()::text as database,
       has_database_privilege(current_database(), 'create') as creates,
       array(select nspname::text from pg_namespace
              where nspname in ('public', 'log', 'vault', 'access', 'work', 'providers', 'read', 'read_previous', 'cold')
                and not has_schema_privilege(oid, 'create') order by 1) as closed,
       (select extversion from pg_extension where extname = 'timescaledb') as timescale,
       exists (select from pg_available_extensions where name = 'timescaledb') as timescale_offered,
       current_setting('timescaledb.license', true) as license,
       least(current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
               - coalesce(current_setting('reserved_connections', true)::int, 0),
             nullif((select rolconnlimit from pg_roles where rolname = current_user), -1)) as most,
       (select count(*)::int from pg_stat_activity
         where backend_type = 'client backend' and application_name not like 'auren %') as others,
       exists (select from pg_tables where schemaname = 'vault' and tablename = 'master_key_check') as key_is_known`;

export interface DatabaseExamination {
  readonly findings: readonly Finding[];
  /** The schema is there and complete, and the master key is the right one. */
  readonly isUsable: boolean;
}

/** Changes nothing: migrations that are missing are only named. */
export const examinePostgres = async (database: Database): Promise<DatabaseExamination> => {
  const pool = connectPool(database.url, 'doctor', 1);
  try {
    // Opens the connection, which is no measure of what follows.
    const { rows } = await pool.query<Facts>(FACTS);
    const facts = rows[0]!;
    const clock = await quickest(async () => {
      const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
      return rows[0]!.now.getTime();
    });
    const schema = await unlessDenied('schema', () => examineSchema(database.url));
    const key = await unlessDenied('master key', () => examineKey(pool, database, facts));
    return {
      isUsable: schema?.level === 'ok' && key?.level !== 'bad',
      findings: [
        serverOf(facts, database, clock.latencyMs),
        durabilityOf(facts),
        rightsOf(facts),
        ...(schema === undefined ? [] : [schema]),
        ...(key === undefined ? [] : [key]),
        timescaleOf(facts),
        connectionsOf(facts),
        clockFinding('database clock', 'the database server', clock),
      ],
    };
  } catch (error) {
    const found = unreachable(error, database.url, database.kind === 'given');
    return {
      isUsable: false,
      findings: [
        bad(
          'database',
          `${found?.what ?? reasonOf(error)}. Meanwhile queries and chat stop`,
          found?.remedy || 'postgres.log in AUREN_DATA_DIR has its last words; docs/operations.md, section 9',
        ),
      ],
    };
  } finally {
    await pool.end();
  }
};

const serverOf = ({ version, standby }: Facts, { kind }: Database, latencyMs: number): Finding => {
  const says = `PostgreSQL ${version} (${kind}), ${milliseconds(latencyMs)}`;
  if (Number.parseInt(version, 10) < OLDEST) return bad('database', says, `use version ${OLDEST} or newer`);
  return standby
    ? bad('database', `${says}, a standby: nothing can be written`, 'set DATABASE_URL to the primary')
    : ok('database', says);
};

const durabilityOf = ({ fsync }: Facts): Finding =>
  fsync === 'on'
    ? ok('durability', 'fsync is on')
    : bad(
        'durability',
        'fsync is OFF: a power cut loses acknowledged webhooks',
        'set fsync = on in postgresql.conf',
      );

const rightsOf = ({ account, database, creates, closed }: Facts): Finding => {
  const to = pg.escapeIdentifier(account);
  const grants = [
    ...(creates ? [] : [`grant create on database ${pg.escapeIdentifier(database)} to ${to}`]),
    ...closed.map((schema) => `grant all on schema ${schema} to ${to}`),
  ];
  return grants.length === 0
    ? ok('database rights', 'may make schemas and tables')
    : bad('database rights', 'may not make all schemas and tables', `as their owner: ${grants.join('; ')}`);
};

const DENIED = '42501';

/** Tables of another account are a matter of rights; anything else is one of the whole database. */
const unlessDenied = async (
  about: string,
  look: () => Promise<Finding | undefined>,
): Promise<Finding | undefined> => {
  try {
    return await look();
  } catch (error) {
    if ((error as { code?: string }).code !== DENIED) throw error;
    return bad(
      about,
      `cannot be read: ${reasonOf(error)}`,
      'its tables belong to another account: use that one',
    );
  }
};

const examineSchema = async (url: string): Promise<Finding> => {
  const pending = await pendingMigrations(url);
  return pending.length === 0
    ? ok('schema', 'up to date')
    : warn(
        'schema',
        `${pending.length} migrations are missing: ${pending.join(', ')}`,
        'the next start applies them, or `auren migrate`',
      );
};

/** Only compared where a first start has left something to compare with. */
const examineKey = async (
  pool: pg.Pool,
  { masterKey }: Database,
  { key_is_known: isKnown }: Facts,
): Promise<Finding | undefined> => {
  if (!isKnown) return undefined;
  const { rowCount } = await pool.query('select from vault.master_key_check');
  if (rowCount === 0) return undefined;
  try {
    await checkMasterKey(pool, masterKey);
    return ok('master key', 'the one this database was first started with');
  } catch (error) {
    return bad('master key', reasonOf(error), 'nothing can be read with another key');
  }
};

const timescaleOf = ({ timescale, timescale_offered: isOffered, license }: Facts): Finding => {
  if (timescale !== null)
    return ok(
      'timescaledb',
      `version ${timescale}, ${license === 'timescale' ? 'Community' : 'Apache'} edition (timescaledb.license ${license ?? 'not shown'})`,
    );
  return ok(
    'timescaledb',
    isOffered
      ? 'not made in this database: readings are a plain table. `create extension timescaledb`, then `auren replay readings`, makes them a hypertable'
      : 'not installed: readings are a plain table',
  );
};

const connectionsOf = ({ most, others }: Facts): Finding => {
  const [gateway, worker] = [mostConnections('gateway'), mostConnections('worker')];
  const says = `${most} at once, ${others} used by others; a gateway takes up to ${gateway}, a worker up to ${worker}`;
  const remedy = 'raise max_connections (or the limit of the account), or run fewer processes';
  if (most < gateway + worker) return bad('connections', says, remedy);
  return most - others < gateway + worker ? warn('connections', says, remedy) : ok('connections', says);
};
