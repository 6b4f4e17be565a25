import type { Config } from '../config.ts';
import { placeOf } from './eventstoredb.ts';

/** Which engine does what in this configuration, in two lines. Names no user and no password. */
export const enginesInUse = (config: Config): readonly [string, string] => {
  const { databaseUrl, eventStoreUrl, redisUrls, chromaUrl, kafka, embedding } = config;
  const postgres =
    databaseUrl === undefined ? 'PostgreSQL (embedded)' : `PostgreSQL at ${hostOf(databaseUrl)}`;
  const log = eventStoreUrl === undefined ? postgres : `EventStoreDB at ${placeOf(eventStoreUrl)}`;
  const hot = redisUrls.length === 0 ? 'in this process' : `Redis at ${redisUrls.map(hostOf).join(', ')}`;
  const cold = chromaUrl === undefined ? 'PostgreSQL' : `Chroma at ${hostOf(chromaUrl)}`;
  const embedder =
    embedding === undefined ? 'in this process' : `${embedding.model} at ${hostOf(embedding.url)}`;
  const bus = kafka === undefined ? 'none' : `Kafka at ${kafka.brokers.join(', ')}`;
  return [
    log === postgres ? `log and read models: ${postgres}` : `log: ${log}; read models: ${postgres}`,
    `memory: hot ${hot}, cold ${cold}, embeddings ${embedder}; bus: ${bus}`,
  ];
};

const hostOf = (url: string): string => new URL(url).host;
