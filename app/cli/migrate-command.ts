import type { Config } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { openDatabase } from '../engines.ts';
import type { Say } from '../serve.ts';

export const migrateCommand = async (config: Config, say: Say): Promise<number> => {
  const database = await openDatabase(config, say, { alone: false });
  try {
    const applied = await migrate(database.url);
    say(applied.length === 0 ? 'The schema is up to date.' : applied.map((name) => `applied ${name}`).join('\n'));
    return 0;
  } finally {
    await database.stop();
  }
};
