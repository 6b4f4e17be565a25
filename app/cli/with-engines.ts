import type { Config } from '../config.ts';
import { type Database, type Engines, openDatabase, openEngines } from '../engines.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** What a shell says of a command that Ctrl-C ended. */
const INTERRUPTED = 130;

/** For commands: opens the database (beside a running AUREN, too), does the work, closes everything; when interrupted, too. */
export const withEngines = async <T>(
  config: Config,
  work: (engines: Engines, database: Database) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase(config, (message) => console.error(message), { alone: false });
  const interrupted = (): void => void database.stop().finally(() => process.exit(INTERRUPTED));
  for (const signal of SIGNALS) process.once(signal, interrupted);
  try {
    const engines = await openEngines(config, database, 'command', { connections: 12 });
    try {
      return await work(engines, database);
    } finally {
      await engines.close();
    }
  } finally {
    await database.stop();
    for (const signal of SIGNALS) process.off(signal, interrupted);
  }
};
