import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redriveDlq } from '../../../gateway/kafka/redrive.ts';
import { createKafkaBus } from '../../../projections/kafka/kafka-bus.ts';
import {
  AGAINST_KAFKA,
  createTestKafka,
  KAFKA_BROKERS,
  NO_KAFKA,
  type TestKafka,
} from '../../../projections/kafka/testing/kafka.ts';
import {
  deadLettersOf,
  ensureTopics,
  publishedTopics,
  terraTopics,
} from '../../../projections/kafka/topics.ts';
import { kafkaNames } from '../../engines/kafka.ts';
import { CLOSED_PORT } from '../../testing/nobody.ts';
import { redriveDeadLetters } from '../bus-redrive.ts';
import { examineKafka } from './kafka.ts';
import { settings } from './testing/settings.ts';

it('is not looked at where it is not set', async () => {
  expect(await examineKafka(settings({}))).toEqual([]);
});

it('nobody listens: says where and what to do', async () => {
  expect(await examineKafka(settings({ KAFKA_BROKERS: `127.0.0.1:${CLOSED_PORT}` }))).toMatchObject([
    {
      level: 'bad',
      about: 'kafka',
      says: expect.stringContaining(`127.0.0.1:${CLOSED_PORT}`),
      remedy: expect.stringContaining('KAFKA_BROKERS'),
    },
  ]);
});

it('dead letters cannot be put back without a bus', async () => {
  await expect(redriveDeadLetters(settings({}), () => {})).rejects.toMatchObject({
    code: 'engine_not_configured',
    message: expect.stringContaining('KAFKA_BROKERS'),
  });
});

describe.skipIf(NO_KAFKA)(AGAINST_KAFKA, () => {
  let kafka: TestKafka;
  const config = () => settings({ KAFKA_BROKERS: KAFKA_BROKERS!.join(',') }, kafka.prefix);
  const message = (value: string, headers = {}) => ({ key: null, value, headers });

  beforeAll(async () => {
    kafka = createTestKafka();
    await kafka.open();
  });
  afterAll(async () => {
    await kafka?.close();
  });

  it('topics that are not there yet may be made, and are not made by looking', async () => {
    const findings = await examineKafka(config());
    expect(findings.map(({ level, about }) => [level, about])).toEqual([
      ['ok', 'kafka'],
      ['ok', 'kafka topics'],
    ]);
    expect(findings[1]!.says).toContain(`${kafka.prefix}.terra-biometric-events.dlq`);
    expect((await kafka.admin.listTopics()).filter((topic) => topic.startsWith(kafka.prefix))).toEqual([]);
    const said: string[] = [];
    expect(await redriveDeadLetters(config(), (line) => said.push(line))).toBe(0);
    expect(said).toEqual([expect.stringContaining('Nothing to put back')]);
    await expect(redriveDeadLetters(config(), () => {}, 'mistyped')).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('topics, what nobody has read, and dead letters until they are put back', async () => {
    const names = kafkaNames(config());
    kafka.redriveGroup(names.terra);
    await ensureTopics(kafka.connection, [...publishedTopics(names.published), ...terraTopics(names.terra)]);
    const bus = createKafkaBus({ connection: kafka.connection });
    await bus.publish(names.terra, [message('{}'), message('{}')]);
    const letters = [message('a'), message('b'), message('c', { truncated: 'true' })];
    await bus.publish(deadLettersOf(names.terra), letters);
    await bus.close();

    const found = await examineKafka(config());
    expect(
      found.filter(({ about }) => about === 'kafka topic').map(({ level, says }) => [level, says]),
    ).toEqual([
      ['ok', `${names.published.biometric}: 6 partitions, 1 replicas`],
      ['ok', `${names.published.interventions}: 6 partitions, 1 replicas`],
      ['ok', `${names.terra}: 6 partitions, 1 replicas`],
      ['ok', `${deadLettersOf(names.terra)}: 1 partitions, 1 replicas`],
    ]);
    const of = (about: string) => found.find((finding) => finding.about === about);
    expect(of('kafka lag')).toMatchObject({
      level: 'warn',
      says: expect.stringMatching(/^2 messages .* 0 workers/),
    });
    expect(of('kafka dead letters')).toMatchObject({
      level: 'warn',
      says: expect.stringMatching(/^3 wait/),
      remedy: expect.stringContaining('auren bus redrive'),
    });

    const said: string[] = [];
    expect(await redriveDeadLetters(config(), (line) => said.push(line), names.terra)).toBe(1);
    expect(said).toEqual([
      `2 of 3 dead letters put back into ${names.terra}; of 1 only the beginning was kept, they stay in ${deadLettersOf(names.terra)}.`,
    ]);
    expect(await redriveDlq({ connection: kafka.connection, topic: names.terra })).toEqual({
      redriven: 0,
      skipped: 0,
    });
    const after = await examineKafka(config());
    expect(after.find(({ about }) => about === 'kafka dead letters')).toMatchObject({ level: 'ok' });
  });
});
