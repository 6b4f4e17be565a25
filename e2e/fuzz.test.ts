import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withEngines } from '../app/cli/with-engines.ts';
import { readConfig } from '../app/config.ts';
import { randomFrom } from '../app/simulation/random.ts';
import { providers } from '../providers/registry.ts';
import { type DataDir, makeDataDir, type RunningAuren, SECRET, startAuren } from './testing/auren.ts';
import { parkedEvents, withDatabase } from './testing/database.ts';
import { createDeliveries, type Delivery, headersOf, type Secrets } from './testing/fuzz/delivery.ts';
import { createRandom } from './testing/fuzz/mutations.ts';
import { type Answered, createPoster } from './testing/fuzz/post.ts';
import { createSeeds } from './testing/fuzz/seeds.ts';
import { until } from './testing/until.ts';

/** FUZZ_COUNT and FUZZ_SEED run it longer, or again as it was. */
const COUNT = Number(process.env['FUZZ_COUNT'] ?? 50_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const CONNECTIONS = 32;
/** However busy the machine: a request that takes longer hangs. */
const BOUND_MS = 30_000;
const SHOWN_BYTES = 2_000;
/** What a client can do wrong must not fill a disk. */
const MOST_LOG_LINES = 200;
const SETTLED_MS = 20 * 60_000;

const secrets: Secrets = {
  terra: SECRET,
  oura: 'fuzz-oura-client-secret',
  whoop: 'fuzz-whoop-client-secret',
  polar: 'fuzz-polar-signing-secret',
  healthkit: 'fuzz-shared-healthkit-token',
};
const settings = {
  HEALTHKIT_TOKEN: secrets.healthkit,
  OURA_CLIENT_ID: 'oura-client',
  OURA_CLIENT_SECRET: secrets.oura,
  OURA_VERIFICATION_TOKEN: 'fuzz-verification-token',
  // Nobody is connected: whoever asks a provider anyway must not reach a real one.
  OURA_API_URL: 'http://127.0.0.1:9',
  WHOOP_CLIENT_ID: 'whoop-client',
  WHOOP_CLIENT_SECRET: secrets.whoop,
  WHOOP_API_URL: 'http://127.0.0.1:9',
  POLAR_CLIENT_ID: 'polar-client',
  POLAR_CLIENT_SECRET: 'fuzz-polar-client-secret',
  POLAR_SIGNING_SECRET: secrets.polar,
  POLAR_API_URL: 'http://127.0.0.1:9',
};

const shown = ({ index, provider, by, isSigned, bytes }: Delivery): string =>
  `request ${index} to ${provider} (${isSigned ? '' : 'not '}rightly signed, ${by}):\n${bytes.toString().slice(0, SHOWN_BYTES)}`;
const keyOf = (provider: string, body: Uint8Array): string =>
  `${provider} ${createHash('sha256').update(body).digest('hex')}`;

describe(`${COUNT} mutated bodies, FUZZ_SEED=${SEED}`, () => {
  let auren: RunningAuren;
  let data: DataDir;
  /** Every body that was answered with 202, by provider and hash. */
  const acknowledged = new Set<string>();
  let firstTaken = 0;
  const counts = new Map<string, number>();

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path, settings);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  const isEmpty = (query: string): Promise<boolean> =>
    withDatabase(data.path, async (client) => (await client.query(query)).rows.length === 0);

  const judge = ({ delivery, status, code, retryAfter, isDuplicate }: Answered): void => {
    const key = `${delivery.provider} ${status} ${code}${isDuplicate ? ' duplicate' : ''}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const isBusy = status === 503 && code === 'saturated' && retryAfter !== undefined;
    const isRefused = status === 400 || status === 401 || status === 403 || status === 413;
    // A ping is answered and not kept.
    const isPing = delivery.provider === 'polar' && status === 200;
    if (!isBusy && !isRefused && !isPing && status !== 202)
      throw new Error(`answered ${status} ${code}: FUZZ_SEED=${SEED}, ${shown(delivery)}`);
    if (status !== 202) return;
    if (!delivery.isSigned) throw new Error(`taken all the same: FUZZ_SEED=${SEED}, ${shown(delivery)}`);
    acknowledged.add(keyOf(delivery.provider, delivery.bytes));
    if (!isDuplicate) firstTaken++;
  };

  it('are each answered, none with an error of ours, and none is taken that is not rightly signed', {
    timeout: BOUND_MS + COUNT * 20,
  }, async () => {
    const random = createRandom(randomFrom(SEED));
    const next = createDeliveries(random, createSeeds(providers.map(({ name }) => name)));
    const { post, close } = createPoster(auren.url, CONNECTIONS, BOUND_MS);
    const startedMs = performance.now();
    let left = COUNT;
    const one = async (): Promise<void> => {
      while (left-- > 0) {
        const delivery = next();
        judge(await post(delivery, headersOf(delivery, secrets, Date.now())));
      }
    };
    try {
      await Promise.all(Array.from({ length: CONNECTIONS }, one));
    } finally {
      close();
    }
    const seconds = (performance.now() - startedMs) / 1_000;
    const table = [...counts].toSorted(([a], [b]) => a.localeCompare(b));
    console.log(
      `FUZZ_SEED=${SEED}: ${COUNT} in ${seconds.toFixed(1)} s\n${table.map(([key, count]) => `  ${key}: ${count}`).join('\n')}`,
    );
    expect(acknowledged.size).toBeGreaterThan(COUNT / 2);
    expect((await fetch(`${auren.url}/ready`)).status).toBe(200);
  });

  it('the worker goes through all of them and parks none', { timeout: SETTLED_MS }, async () => {
    const startedMs = performance.now();
    await until(
      'nothing waits for any processor',
      () => isEmpty('select 1 from work.checkpoints where position < (select max(position) from log.events)'),
      SETTLED_MS,
    );
    console.log(`settled ${((performance.now() - startedMs) / 1_000).toFixed(1)} s later`);
    expect(await parkedEvents(data.path), `FUZZ_SEED=${SEED}`).toEqual([]);
  });

  it('nothing is asked of a provider for people whom nobody connected', async () => {
    await until('every fetch is decided', () =>
      isEmpty(`select 1 from jobs.job where state in ('created', 'active', 'retry')
                 and data->>'externalUser' is not null limit 1`),
    );
    await expect(isEmpty(`select 1 from work.parked_fetches where problem <> 'not_connected'`)).resolves.toBe(
      true,
    );
    await expect(isEmpty('select 1 from work.parked_fetches')).resolves.toBe(false);
  });

  it('the log holds exactly what was acknowledged, and can be read to its end', async () => {
    const stored: string[] = [];
    const unreadable: string[] = [];
    await withEngines(readConfig({ AUREN_DATA_DIR: data.path }), async ({ store }) => {
      for (let after = 0n as Awaited<ReturnType<typeof store.head>>; ; ) {
        const page = await store.readAll(after, 2_000);
        for (const event of page.events) {
          if (event.unreadable !== undefined) unreadable.push(`${event.position} ${event.unreadable}`);
          if (event.type !== 'WebhookReceived') continue;
          const { provider, body } = event.data as { provider: string; body: string };
          stored.push(keyOf(provider, Buffer.from(body, 'base64')));
        }
        if (page.events.length === 0) break;
        after = page.position;
      }
    });
    expect(unreadable).toEqual([]);
    expect(stored.length, 'each once').toBe(firstTaken);
    expect(new Set(stored)).toEqual(acknowledged);
  });

  it('says little of all this, and nothing of what was in the bodies', () => {
    const lines = auren.output().split('\n');
    expect(lines.length, lines.slice(-20).join('\n')).toBeLessThan(MOST_LOG_LINES);
    for (const word of ['fuzz-', 'phone-', 'terra-1', 'polluted']) expect(auren.output()).not.toContain(word);
  });
});
