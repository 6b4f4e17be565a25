import type { Config } from '../config.ts';
import { migrateDatabase, openDatabase } from '../engines.ts';
import type { Say } from '../serve.ts';

export const migrateCommand = async (config: Config, say: Say): Promise<number> => {
  const database = await openDatabase(config, say, { alone: false });
  try {
    const applied = await migrateDatabase(database);
    say(
      applied.length === 0
        ? 'The schema is up to date.'
        : applied.map((name) => `applied ${name}`).join('\n'),
    );
    return 0;
  } finally {
    await database.stop();
  }
};
