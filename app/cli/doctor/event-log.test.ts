import { expect, it } from 'vitest';
import { createWorld } from '../../../eventstore/eventstoredb/testing/world.ts';
import { CLOSED_PORT } from '../../testing/nobody.ts';
import { examineEventLog } from './event-log.ts';

const append = { stream: 'inbox-1', id: '00000000-0000-4000-8000-000000000001' };
const record = {
  id: append.id,
  type: 'Fact',
  schemaVersion: 1,
  data: new Uint8Array([1]),
  metadata: { correlationId: 'c', actor: 'test' },
};

it('tells version, latency and rights of a server, and writes nothing', async () => {
  await using world = await createWorld();
  const log = world.open();
  const before = await log.head();
  const findings = await examineEventLog(world.server.url);
  expect(findings.map(({ level, about }) => [level, about])).toEqual([
    ['ok', 'event log'],
    ['ok', 'event log rights'],
    ['ok', 'event log clock'],
  ]);
  expect(findings[0]!.says).toMatch(/version 24\.2\.0\.0, [\d.]+ ms$/);
  expect(await log.head()).toBe(before);

  await log.append(append.stream, 'none', [record]);
  const head = await log.head();
  const [, , clock] = await examineEventLog(world.server.url);
  expect(clock).toMatchObject({ level: 'ok', says: expect.stringContaining('newest record is of 20') });
  expect(await log.head()).toBe(head);
  expect((await log.readAll(0n, 10)).records).toHaveLength(1);
});

it('an account that may read only is found out', async () => {
  await using world = await createWorld();
  world.server.faults.append = () => ({ answer: 'AccessDenied' });
  const findings = await examineEventLog(world.server.url);
  expect(findings[1]).toMatchObject({
    level: 'bad',
    says: expect.stringContaining('not append'),
    remedy: expect.stringContaining('EVENTSTORE_URL'),
  });
});

it('nobody listens: says where and what to do, names no password', async () => {
  const findings = await examineEventLog(`esdb://someone:secret-word@127.0.0.1:${CLOSED_PORT}?tls=false`);
  expect(findings).toMatchObject([
    {
      level: 'bad',
      about: 'event log',
      says: expect.stringContaining(`127.0.0.1:${CLOSED_PORT}`),
      remedy: expect.stringContaining('EVENTSTORE_URL'),
    },
  ]);
  expect(JSON.stringify(findings)).not.toContain('secret-word');
});

it('a server that does not answer this one question is not waited for', async () => {
  await using world = await createWorld();
  world.server.faults.features = 'hang';
  expect(await examineEventLog(world.server.url)).toMatchObject([{ level: 'bad', about: 'event log' }]);
});
