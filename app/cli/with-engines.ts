import type { Config } from '../config.ts';
import { POOL } from '../connections.ts';
import { type OptionalEngines, openOptionalEngines } from '../engines/optional-engines.ts';
import { type Database, type Engines, openDatabase, openEngines } from '../engines.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** What a shell says of a command that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Opens the database (beside a running AUREN, too), does the work, closes it; when interrupted, too. */
export const withDatabase = async <T>(
  config: Config,
  work: (database: Database) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase(config, (message) => console.error(message), { alone: false });
  const interrupted = (): void => void database.stop().finally(() => process.exit(INTERRUPTED));
  for (const signal of SIGNALS) process.once(signal, interrupted);
  try {
    return await work(database);
  } finally {
    await database.stop();
    for (const signal of SIGNALS) process.off(signal, interrupted);
  }
};

/** The database and the log, for commands. */
export const withEngines = <T>(config: Config, work: (engines: Engines) => Promise<T>): Promise<T> =>
  withDatabase(config, async (database) => {
    const engines = await openEngines(config, database, 'command', { connections: POOL.command });
    try {
      return await work(engines);
    } finally {
      await engines.close();
    }
  });

/** These, and the engines AUREN can do without, which may not answer. */
export const withAllEngines = <T>(
  config: Config,
  work: (engines: Engines, optional: OptionalEngines) => Promise<T>,
): Promise<T> => withEngines(config, (engines) => withOptionalEngines(config, engines, work));

export const withOptionalEngines = async <T>(
  config: Config,
  engines: Engines,
  work: (engines: Engines, optional: OptionalEngines) => Promise<T>,
): Promise<T> => {
  const optional = openOptionalEngines(config, engines, 'command');
  try {
    return await work(engines, optional);
  } finally {
    await optional.close();
  }
};
