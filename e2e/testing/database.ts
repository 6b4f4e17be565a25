import pg from 'pg';
import { findOwnedServer } from '../../app/embedded-postgres/join.ts';

/** Looks into the database of a running app, past its API. */
export const withDatabase = async <T>(
  dataDir: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const url = await findOwnedServer(dataDir);
  if (url === null) throw new Error('no app owns a database here');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

export const storedWebhooks = (dataDir: string): Promise<string[]> =>
  withDatabase(dataDir, async (client) => {
    const { rows } = await client.query<{ event_id: string }>(
      `select event_id from log.events where type = 'WebhookReceived' order by position`,
    );
    return rows.map((row) => row.event_id);
  });

export const parkedEvents = (
  dataDir: string,
): Promise<{ processor: string; type: string; error: string }[]> =>
  withDatabase(dataDir, async (client) => {
    const { rows } = await client.query(
      'select processor, type, error from work.parked order by processor, position',
    );
    return rows;
  });

/** Every row of every read model as text, in order. */
export const readModelRows = (dataDir: string): Promise<Record<string, string[]>> =>
  withDatabase(dataDir, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'read' order by 1`,
    );
    const dump: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from read.${name} t order by 1`,
      );
      dump[name] = rows.map(({ row }) => row);
    }
    return dump;
  });
