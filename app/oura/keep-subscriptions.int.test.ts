import type pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readConfig } from '../config.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { keepOuraSubscriptions } from './keep-subscriptions.ts';
import { type FakeOura, startFakeOura } from './testing/fake-oura.ts';

let oura: FakeOura;
let logged: string[];
const stop = () => new AbortController();

beforeEach(async () => {
  oura = await startFakeOura();
  logged = [];
});
afterEach(() => oura.close());

const keep = (environment: Record<string, string>, signal: AbortSignal, pool?: pg.Pool): Promise<void> =>
  keepOuraSubscriptions({
    config: readConfig({
      OURA_CLIENT_ID: 'id',
      OURA_CLIENT_SECRET: 'secret-of-a-test',
      OURA_VERIFICATION_TOKEN: 'token-of-a-test',
      OURA_API_URL: oura.url,
      AUREN_PUBLIC_URL: 'https://auren.example.org',
      ...environment,
    }),
    logger: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    signal,
    ...(pool === undefined ? {} : { pool }),
  });

it('does nothing unless everything is set', async () => {
  for (const name of ['OURA_CLIENT_ID', 'OURA_CLIENT_SECRET', 'OURA_VERIFICATION_TOKEN', 'AUREN_PUBLIC_URL'])
    await keep({ [name]: '' }, stop().signal);
  expect(oura.asked).toEqual([]);
});

it('creates what is missing at once, says so, and ends with the signal', async () => {
  const controller = stop();
  const kept = keep({}, controller.signal);
  await vi.waitFor(() => expect(logged).toHaveLength(1), { timeout: 30_000 });
  expect(JSON.parse(logged[0]!)).toMatchObject({ created: 48, renewed: 0 });
  expect(oura.entries).toHaveLength(48);
  controller.abort();
  await kept;
});

it('tells of a failure without a secret, and waits for another time', async () => {
  const controller = stop();
  const kept = keep({ OURA_CLIENT_SECRET: 'wrong-secret-value' }, controller.signal);
  await vi.waitFor(() => expect(logged).toHaveLength(1), { timeout: 30_000 });
  expect(logged[0]).toContain('provider_refused');
  expect(logged[0]).not.toMatch(/wrong-secret-value|token-of-a-test/);
  controller.abort();
  await kept;
});

it('of several workers one at a time creates what is missing', async () => {
  const database = await createTestDatabase();
  const controller = stop();
  try {
    const kept = [1, 2, 3].map(() => keep({}, controller.signal, database.pool));
    await vi.waitFor(() => expect(logged).toHaveLength(1), { timeout: 30_000 });
    controller.abort();
    await Promise.all(kept);
    expect(oura.asked.filter(({ method }) => method === 'POST')).toHaveLength(48);
  } finally {
    controller.abort();
    await database.drop();
  }
});
