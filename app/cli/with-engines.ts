import type { Config } from '../config.ts';
import { type Database, type Engines, openDatabase, openEngines } from '../engines.ts';

/** For commands: opens the database (beside a running AUREN, too), does the work, closes everything. */
export const withEngines = async <T>(
  config: Config,
  work: (engines: Engines, database: Database) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase(config, (message) => console.error(message), { alone: false });
  try {
    const engines = await openEngines(database, 'command', { connections: 12 });
    try {
      return await work(engines, database);
    } finally {
      await engines.close();
    }
  } finally {
    await database.stop();
  }
};
