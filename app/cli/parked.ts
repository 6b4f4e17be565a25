import { CodedError } from '../../domain/errors.ts';
import { listParked, skipParked } from '../../eventstore/subscriptions/parking.ts';
import { replayParked } from '../../eventstore/subscriptions/replay-parked.ts';
import type { Config } from '../config.ts';
import { createProcessors } from '../processors.ts';
import type { Say } from '../serve.ts';
import { withEngines } from './with-engines.ts';

export const listParkedEvents = (config: Config, say: Say): Promise<number> =>
  withEngines(config, async ({ pool }) => {
    const parked = await listParked(pool);
    for (const event of parked)
      say(
        `${event.processor}  ${event.position}  ${event.stream}  ${event.type}  ${event.parked_at.toISOString()}  ${event.error}`,
      );
    say(parked.length === 0 ? 'Nothing is parked.' : `${parked.length} parked.`);
    return 0;
  });

export const replayParkedEvents = (
  config: Config,
  say: Say,
  name: string,
  stream?: string,
): Promise<number> =>
  withEngines(config, async ({ pool, store, db }) => {
    const all = createProcessors({ store, pool, db, ruleset: config.ruleset });
    const processor = all.find((candidate) => candidate.name === name);
    if (processor === undefined) throw new CodedError('invalid_request', 400, `no processor ${name}`);
    const { replayed, remaining, error } = await replayParked(pool, store, processor, stream);
    say(`${replayed} replayed, ${remaining} still parked${error === undefined ? '' : `: ${error}`}`);
    return remaining === 0 ? 0 : 1;
  });

export const skipParkedEvents = (
  config: Config,
  say: Say,
  processor: string,
  stream: string,
): Promise<number> =>
  withEngines(config, async ({ pool }) => {
    say(`${await skipParked(pool, processor, stream)} skipped`);
    return 0;
  });
