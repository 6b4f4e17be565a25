import { CodedError } from '../../domain/errors.ts';
import { listParked, skipParked } from '../../eventstore/subscriptions/parking.ts';
import { replayParked } from '../../eventstore/subscriptions/replay-parked.ts';
import { HOT_MEMORY_FEED } from '../../memory/hot/feed.ts';
import { BUS_PUBLISHER } from '../../projections/kafka/publisher.ts';
import type { Config, Variable } from '../config.ts';
import { engineNotConfigured } from '../engines/not-configured.ts';
import type { Say } from '../serve.ts';
import { listProcessors } from './list-processors.ts';
import { withAllEngines, withEngines } from './with-engines.ts';

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
  withAllEngines(config, async (engines, optional) => {
    const { processors, missing } = await listProcessors(config, engines, optional);
    const processor = processors.find((candidate) => candidate.name === name);
    if (processor === undefined) throw unknownProcessor(config, name, missing);
    if (name === HOT_MEMORY_FEED && optional.redis !== undefined) await optional.redis.check();
    const { replayed, remaining, error } = await replayParked(engines.pool, engines.store, processor, stream);
    say(`${replayed} replayed, ${remaining} still parked${error === undefined ? '' : `: ${error}`}`);
    return remaining === 0 ? 0 : 1;
  });

const unknownProcessor = (config: Config, name: string, missing: string | undefined): CodedError => {
  const variable = variableOf(config, name);
  if (variable !== undefined) return engineNotConfigured(variable, `${name} does not run here`);
  if (missing !== undefined && name.startsWith('cold_memory_'))
    return new CodedError('engine_unavailable', 503, `not every processor is known: ${missing}`);
  return new CodedError('invalid_request', 400, `no processor ${name}; see \`auren projections list\``);
};

/** What an outlet would need that is not set. */
const variableOf = (config: Config, name: string): Variable | undefined => {
  if (name === HOT_MEMORY_FEED && config.redisUrls.length === 0) return 'REDIS_URL';
  if (name === BUS_PUBLISHER && config.kafka === undefined) return 'KAFKA_BROKERS';
  if (name.startsWith('cold_memory_chroma_') && config.chromaUrl === undefined) return 'CHROMA_URL';
  return undefined;
};

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
