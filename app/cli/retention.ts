import { liftHorizon, trimReadings } from '../../projections/reading-horizon.ts';
import type { Config } from '../config.ts';
import type { Say } from '../serve.ts';
import { withEngines } from './with-engines.ts';

/** Exit code 0; 1 when there is nothing to go by. */
export const retention = (config: Config, say: Say, { lift = false }: { lift?: boolean }): Promise<number> =>
  withEngines(config, async ({ pool }) => {
    const days = config.readingsRetentionDays;
    if (lift) {
      await liftHorizon(pool);
      say('Readings of any age are kept from now on; `auren replay readings` brings back those that went.');
      if (days !== undefined)
        say(`READINGS_RETENTION_DAYS is ${days}: a worker that has this setting removes them again.`);
      return 0;
    }
    if (days === undefined) {
      say('READINGS_RETENTION_DAYS is not set: nothing is removed.');
      return 1;
    }
    const { horizon, cleared } = await trimReadings(pool, new Date(), days);
    const since = horizon?.toISOString().slice(0, 10);
    say(
      cleared ? `Readings of before ${since} were removed.` : `There was nothing to remove before ${since}.`,
    );
    return 0;
  });
