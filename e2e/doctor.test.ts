import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSED_PORT, createSilentServer } from '../app/testing/nobody.ts';
import { type DataDir, makeDataDir, runAuren } from './testing/auren.ts';

const SECRET_WORD = 'secret-word';

/** Everything at one port, with something secret wherever a setting can hold it. */
const everythingAt = (port: number) => ({
  DATABASE_URL: `postgres://someone:${SECRET_WORD}@127.0.0.1:${port}/auren`,
  AUREN_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  EVENTSTORE_URL: `esdb://someone:${SECRET_WORD}@127.0.0.1:${port}?tls=false`,
  REDIS_URL: `redis://someone:${SECRET_WORD}@127.0.0.1:${port}`,
  CHROMA_URL: `http://127.0.0.1:${port}`,
  EMBEDDING_MODEL: 'small',
  EMBEDDING_URL: `http://127.0.0.1:${port}/v1`,
  EMBEDDING_API_KEY: SECRET_WORD,
  KAFKA_BROKERS: `127.0.0.1:${port}`,
  KAFKA_SASL: 'plain',
  KAFKA_USERNAME: 'someone',
  KAFKA_PASSWORD: SECRET_WORD,
});

describe('auren doctor with every engine away', () => {
  let data: DataDir;
  let silent: Awaited<ReturnType<typeof createSilentServer>>;
  beforeAll(async () => {
    data = await makeDataDir();
    silent = await createSilentServer();
  });
  afterAll(async () => {
    silent?.close();
    await data?.remove();
  });

  it.each([
    ['nobody listens', () => CLOSED_PORT],
    ['somebody listens and never speaks', () => silent.port],
  ])('%s: names each with a remedy, ends in time and with 1', async (_, port) => {
    const settings = everythingAt(port());
    const from = performance.now();
    const { code, output } = await runAuren(data.path, ['doctor'], settings);
    const tookMs = performance.now() - from;
    expect([code, output]).toEqual([1, expect.stringContaining('6 wrong')]);
    for (const engine of ['database', 'event log', 'redis', 'embeddings', 'chroma', 'kafka'])
      expect(output).toMatch(new RegExp(`^  BAD  ${engine} +\\S.*\\n +-> .{20,}`, 'm'));
    for (const variable of [
      'DATABASE_URL',
      'EVENTSTORE_URL',
      'REDIS_URL',
      'CHROMA_URL',
      'EMBEDDING_URL',
      'KAFKA_BROKERS',
    ])
      expect(output.split('Engines')[1]).toContain(variable);
    expect(output).not.toContain(SECRET_WORD);
    expect(output).not.toContain(settings.AUREN_MASTER_KEY);
    expect(output).not.toMatch(/^\s+at /m);
    expect(output).not.toContain('Warning');
    // 15 s, and what a busy machine adds to the start of a process.
    expect(tookMs).toBeLessThan(25_000);
  });
});
