import { processorStatus } from '../../eventstore/subscriptions/lag.ts';
import type { Config } from '../config.ts';
import { createProcessManagers, projections } from '../processors.ts';
import type { Say } from '../serve.ts';
import { withEngines } from './with-engines.ts';

export const listProjections = (config: Config, say: Say): Promise<number> =>
  withEngines(config, async ({ pool, store, db }) => {
    const processors = [
      ...projections,
      ...createProcessManagers({ store, pool, db, ruleset: config.ruleset }),
    ];
    for (const status of await processorStatus(pool, store, processors, new Date()))
      say(
        `${status.name.padEnd(18)} ${status.kind.padEnd(10)} v${status.version}  at ${status.position} of ${status.head}  ` +
          `lag ${status.lag_events} events, ${status.lag_seconds.toFixed(1)} s  parked ${status.parked}`,
      );
    return 0;
  });
