import { processorStatus } from '../../eventstore/subscriptions/lag.ts';
import type { Config } from '../config.ts';
import type { Say } from '../serve.ts';
import { listProcessors } from './list-processors.ts';
import { withAllEngines } from './with-engines.ts';

export const listProjections = (config: Config, say: Say): Promise<number> =>
  withAllEngines(config, async (engines, optional) => {
    const { processors, missing } = await listProcessors(config, engines, optional);
    const statuses = await processorStatus(engines.pool, engines.store, processors, new Date());
    const width = Math.max(...statuses.map(({ name }) => name.length));
    for (const status of statuses)
      say(
        `${status.name.padEnd(width)} ${status.kind.padEnd(10)} v${status.version}  at ${status.position} of ${status.head}  ` +
          `lag ${status.lag_events} events, ${status.lag_seconds.toFixed(1)} s  parked ${status.parked}`,
      );
    if (missing !== undefined) say(`Not listed: ${missing}.`);
    return 0;
  });
