import { readdir, readFile } from 'node:fs/promises';
import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';

const folder = new URL('../../migrations/', import.meta.url);

const readMigrations = async (): Promise<Record<string, { up: (db: Kysely<unknown>) => Promise<void> }>> => {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  const entries = names.map(async (name) => {
    const text = await readFile(new URL(name, folder), 'utf8');
    return [
      name.replace(/\.sql$/, ''),
      { up: async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db)) },
    ];
  });
  return Object.fromEntries(await Promise.all(entries));
};

const withMigrator = async <T>(url: string, work: (migrator: Migrator) => Promise<T>): Promise<T> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: 'auren migrate',
    connectionTimeoutMillis: 5_000,
  });
  // An idle connection that breaks is none of our business any more.
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await work(new Migrator({ db, provider: { getMigrations: readMigrations } }));
  } finally {
    await db.destroy();
  }
};

/** Applies what is missing, in order, under a lock. Answers the names of what it applied. */
export const migrate = (url: string): Promise<string[]> =>
  withMigrator(url, async (migrator) => {
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    return (results ?? []).map((result) => result.migrationName);
  });

/** Names of what `migrate` would apply. Changes nothing. */
export const pendingMigrations = (url: string): Promise<string[]> =>
  withMigrator(url, async (migrator) =>
    (await migrator.getMigrations())
      .filter(({ executedAt }) => executedAt === undefined)
      .map(({ name }) => name),
  );
