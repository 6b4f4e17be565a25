import { expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { enginesInUse } from './in-use.ts';

it('is all in one place by default', () => {
  expect(enginesInUse(readConfig({}))).toEqual([
    'log and read models: PostgreSQL (embedded)',
    'memory: hot in this process, cold PostgreSQL, embeddings in this process; bus: none',
  ]);
});

it('names each engine that is set, without users and passwords', () => {
  const lines = enginesInUse(
    readConfig({
      AUREN_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
      DATABASE_URL: 'postgres://someone:secret-word@db:5433/auren',
      EVENTSTORE_URL: 'esdb://someone:secret-word@log:2113?tls=false',
      REDIS_URL: 'redis://someone:secret-word@one:6379, redis://someone:secret-word@two:6379',
      CHROMA_URL: 'http://someone:secret-word@chroma:8000',
      KAFKA_BROKERS: 'k1:9092,k2:9092',
      EMBEDDING_MODEL: 'small',
      EMBEDDING_URL: 'http://embed:1/v1',
    }),
  );
  expect(lines).toEqual([
    'log: EventStoreDB at log:2113; read models: PostgreSQL at db:5433',
    'memory: hot Redis at one:6379, two:6379, cold Chroma at chroma:8000, embeddings small at embed:1; bus: Kafka at k1:9092, k2:9092',
  ]);
});
