import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSED_PORT } from '../app/testing/nobody.ts';
import { createChromaEngine } from '../memory/cold/chroma.ts';
import { connectRedis, whenConnected } from '../memory/hot/connect-redis.ts';
import { createKafkaClient } from '../projections/kafka/kafka-client.ts';
import { type DataDir, makeDataDir, type RunningAuren, runAuren, startAuren } from './testing/auren.ts';
import { nightsOf } from './testing/bodies.ts';
import { createOwnDatabase, type OwnDatabase } from './testing/own-database.ts';
import { items } from './testing/pages.ts';
import { ask } from './testing/terra.ts';
import { until } from './testing/until.ts';

const OWN = [
  'people',
  'deliveries',
  'readings',
  'nightly_features',
  'sleeps',
  'workouts',
  'check_ins',
  'nights',
  'interventions',
  'hypotheses',
  'timeline',
  'kpis',
  'cognitive_modes',
  'safety_notices',
  'warm_memory',
  'normalise',
  'enrich',
  'assess_0.2',
  'propose',
  'wonder',
  'measure_kpis',
  'watch_safety',
  'follow_mode',
  'remember',
];
const firstWords = (output: string): string[] =>
  output
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0]!);

const namesOverHttp = async ({ url, adminToken }: RunningAuren): Promise<string[]> => {
  const { json } = await ask(url, adminToken, '/api/v1/admin/projections');
  return items<{ name: string }>(json).map(({ name }) => name);
};

describe('commands about engines, with everything in PostgreSQL', () => {
  let data: DataDir;
  let auren: RunningAuren;
  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });
  const run = (...args: string[]) => runAuren(data.path, args);

  it('the start says where everything is, and warns of nothing', () => {
    expect(auren.output()).toMatch(
      /Engines +log and read models: PostgreSQL \(embedded\)\n +memory: hot in this process, .* bus: none/,
    );
    expect(auren.output()).not.toContain('does not answer');
  });

  it('list the outlet of cold memory, on the command line as over HTTP', async () => {
    const { code, output } = await run('projections', 'list');
    expect([code, firstWords(output)]).toEqual([
      0,
      [...OWN, expect.stringMatching(/^cold_memory_postgres_[0-9a-f]{12}$/)],
    ]);
    expect((await namesOverHttp(auren)).toSorted()).toEqual(firstWords(output).toSorted());
  });

  it('count, look through and retire memories', async () => {
    const file = join(data.path, '..', 'ada.ndjson');
    await writeFile(file, `${nightsOf('ada', 20, 1).bodies.join('\n')}\n`);
    expect((await run('import', file, '--provider', 'terra')).code).toBe(0);
    const warm = await until('memories in both tiers', async () => {
      const { output } = await run('memory', 'stats');
      const [, inWarm, inCold] =
        /warm {2}(\d+) memories of 1 people[\s\S]*cold {2}(\d+) memories/.exec(output) ?? [];
      return Number(inWarm) > 0 && inWarm === inCold ? inWarm : undefined;
    });
    const stats = await run('memory', 'stats');
    expect([stats.code, stats.output]).toEqual([
      0,
      expect.stringMatching(/^hot {3}in each gateway.*\nwarm .*\ncold .* in PostgreSQL: auren_memories_/),
    ]);
    const audit = await run('memory', 'audit', '--sample', '5');
    expect([audit.code, audit.output]).toEqual([
      0,
      expect.stringContaining(`of ${warm} memories asked for by their own text, 0 not found`),
    ]);
    const retired = await run('memory', 'retire');
    expect([retired.code, retired.output]).toEqual([0, expect.stringContaining('Nothing to drop')]);
    expect((await run('memory', 'audit', '--sample', 'many')).output).toContain('invalid_request');
  });

  it.each([
    [['bus', 'redrive'], 'KAFKA_BROKERS'],
    [['bus', 'republish'], 'KAFKA_BROKERS'],
    [['parked', 'replay', 'bus_publisher'], 'KAFKA_BROKERS'],
    [['parked', 'replay', 'hot_memory'], 'REDIS_URL'],
    [['parked', 'replay', 'cold_memory_chroma_0123456789ab'], 'CHROMA_URL'],
  ])('%j without its engine: engine_not_configured, and what to set', async (args, variable) => {
    const { code, output } = await run(...args);
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(`^auren: engine_not_configured: ${variable} is not set: .*Set ${variable}`),
    ]);
  });
});

describe('a start while the engines that were set are away', () => {
  let data: DataDir;
  let auren: RunningAuren;
  const away = `127.0.0.1:${CLOSED_PORT}`;
  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path, {
      REDIS_URL: `redis://someone:secret-word@${away}`,
      CHROMA_URL: `http://${away}`,
      KAFKA_BROKERS: away,
      EMBEDDING_MODEL: 'small',
      EMBEDDING_URL: `http://${away}/v1`,
    });
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });
  const warnings = () =>
    auren
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{') && line.includes('does not answer'))
      .map(
        (line) =>
          JSON.parse(line) as { role: string; level: number; engine: string; variable: string; msg: string },
      );

  it('warns of each once: which, why, what works, what to do', async () => {
    await until('four warnings', () => warnings().length >= 4);
    // Both processes have looked by then, and some asked again and again.
    await until('the worker has tried to reach Redis', () => auren.output().includes('hot_memory'));
    expect(
      warnings()
        .map(({ role, level, variable }) => [role, level, variable])
        .toSorted(),
    ).toEqual(
      ['CHROMA_URL', 'EMBEDDING_URL', 'KAFKA_BROKERS', 'REDIS_URL'].map((variable) => [
        'gateway',
        40,
        variable,
      ]),
    );
    for (const { variable, msg } of warnings())
      expect(msg).toMatch(new RegExp(`\\(${variable}\\).*Until it does: .{20,}What to do: start it`));
    expect(auren.output()).toMatch(
      /hot Redis at 127\.0\.0\.1:1, cold Chroma at .*, embeddings small at .*; bus: Kafka at/,
    );
    expect(auren.output()).not.toContain('secret-word');
    expect(auren.output()).not.toContain('TimeoutNegativeWarning');
  });

  it('commands say what they could not reach', async () => {
    const settings = { REDIS_URL: `redis://${away}`, CHROMA_URL: `http://${away}`, KAFKA_BROKERS: away };
    const stats = await runAuren(data.path, ['memory', 'stats'], settings);
    expect([stats.code, stats.output]).toEqual([
      1,
      expect.stringMatching(
        /^hot {3}does not answer: .*ECONNREFUSED.*\nwarm {2}0 memories.*\ncold {2}does not answer: Chroma/,
      ),
    ]);
    for (const args of [
      ['bus', 'redrive'],
      ['memory', 'audit'],
      ['memory', 'retire'],
    ]) {
      const { code, output } = await runAuren(data.path, args, settings);
      expect([args, code, output]).toEqual([args, 1, expect.stringContaining('auren: engine_unavailable: ')]);
    }
  });
});

const { REDIS_URL, CHROMA_URL, KAFKA_BROKERS } = process.env;
const hasEngines = Boolean(REDIS_URL && CHROMA_URL && KAFKA_BROKERS);
const why = hasEngines ? '' : ' (skipped: REDIS_URL, CHROMA_URL and KAFKA_BROKERS are not all set)';

describe.skipIf(!hasEngines)(`commands about engines, against Redis, Chroma and Kafka${why}`, () => {
  const namespace = `auren-e2e-${randomBytes(5).toString('hex')}`;
  let data: DataDir;
  let database: OwnDatabase;
  let auren: RunningAuren;
  let settings: Record<string, string>;
  beforeAll(async () => {
    data = await makeDataDir();
    database = await createOwnDatabase();
    settings = {
      DATABASE_URL: database.url,
      AUREN_MASTER_KEY: randomBytes(32).toString('base64'),
      AUREN_ADMIN_TOKEN: randomBytes(24).toString('hex'),
      AUREN_NAMESPACE: namespace,
      REDIS_URL: REDIS_URL!,
      CHROMA_URL: CHROMA_URL!,
      KAFKA_BROKERS: KAFKA_BROKERS!,
    };
    auren = await startAuren(data.path, settings);
  });
  afterAll(async () => {
    await auren?.stop();
    await removeNamespace();
    await database?.remove();
    await data?.remove();
  });
  const run = (...args: string[]) => runAuren(data.path, args, settings);

  it('follow what was recorded into every engine', async () => {
    const file = join(data.path, '..', 'ada.ndjson');
    await writeFile(file, `${nightsOf('ada', 20, 1).bodies.join('\n')}\n`);
    expect((await run('import', file, '--provider', 'terra')).code).toBe(0);
    await until('every outlet has caught up', async () => {
      const { json } = await ask(auren.url, auren.adminToken, '/api/v1/admin/projections');
      const all = items<{ name: string; lag_events: number; position: string }>(json);
      const outlets = all.filter(({ name }) => !OWN.includes(name));
      return outlets.length === 3 && all.every(({ lag_events }) => lag_events === 0);
    });
    const { output } = await run('projections', 'list');
    expect(firstWords(output)).toEqual([
      ...OWN,
      'hot_memory',
      'bus_publisher',
      expect.stringMatching(/^cold_memory_chroma_/),
    ]);
    expect((await namesOverHttp(auren)).toSorted()).toEqual(firstWords(output).toSorted());
    const stats = await run('memory', 'stats');
    const [, warm, cold] =
      /warm {2}(\d+) memories of 1 people, in PostgreSQL\ncold {2}(\d+) memories, in Chroma/.exec(
        stats.output,
      ) ?? [];
    expect([stats.code, stats.output]).toEqual([
      0,
      expect.stringMatching(/^hot {3}\d+ entries of \d people, in Redis/),
    ]);
    expect([Number(warm) > 0, cold]).toEqual([true, warm]);
    expect((await run('memory', 'audit')).output).toContain(', 0 not found');
    expect(await run('parked', 'replay', 'hot_memory')).toEqual({
      code: 0,
      output: '0 replayed, 0 still parked\n',
    });
    const redriven = await run('bus', 'redrive');
    expect([redriven.code, redriven.output]).toEqual([
      0,
      expect.stringContaining('0 of 0 dead letters put back'),
    ]);
    const published = await messagesIn(`${namespace}.biometric-events`);
    expect(published).toBeGreaterThan(0);
    expect((await run('bus', 'republish')).output).toContain('publish everything again');
    await until('everything was published again', async () => {
      const messages = await messagesIn(`${namespace}.biometric-events`);
      return messages >= 2 * published;
    });
    const doctor = await run('doctor');
    expect([doctor.code, doctor.output]).toEqual([0, expect.stringContaining('\n0 wrong, ')]);
    for (const engine of ['database', 'redis', 'chroma collection', 'kafka lag', 'kafka dead letters'])
      expect(doctor.output).toMatch(new RegExp(`^  ok   ${engine} `, 'm'));
  });

  const messagesIn = async (topic: string): Promise<number> => {
    const { kafka, cut } = createKafkaClient({ brokers: KAFKA_BROKERS!.split(',') });
    const admin = kafka.admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic).finally(() => admin.disconnect());
    cut();
    return offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  };

  /** Everything that this namespace has on servers that others use. */
  const removeNamespace = async (): Promise<void> => {
    const redis = connectRedis(REDIS_URL!, { name: 'auren-test' });
    await whenConnected(redis, 5_000);
    const keys = await redis.keys(`auren:${namespace}:*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
    const chroma = createChromaEngine({ url: CHROMA_URL!, prefix: `auren_memories_${namespace}` });
    const signal = AbortSignal.timeout(20_000);
    for (const collection of await chroma.collections(signal)) await chroma.drop(collection, signal);
    const kafka = createKafkaClient({ brokers: KAFKA_BROKERS!.split(',') });
    const admin = kafka.kafka.admin();
    await admin.connect();
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(`${namespace}.`));
    if (topics.length > 0) await admin.deleteTopics({ topics });
    const { groups } = await admin.listGroups();
    for (const { groupId } of groups.filter((group) => group.groupId.includes(namespace)))
      await admin.deleteGroups([groupId]).catch(() => {});
    await admin.disconnect();
    kafka.cut();
  };
});
