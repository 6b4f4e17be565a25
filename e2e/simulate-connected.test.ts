import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DataDir,
  type Environment,
  makeDataDir,
  type RunningAuren,
  runAuren,
  startAuren,
} from './testing/auren.ts';
import { daysAgo } from './testing/bodies.ts';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

describe('auren simulate --provider', () => {
  let auren: RunningAuren;
  let data: DataDir;
  let settings: Environment;
  beforeAll(async () => {
    data = await makeDataDir();
    settings = {
      OURA_CLIENT_ID: 'simulated-client',
      OURA_CLIENT_SECRET: 'simulated-client-secret',
      OURA_API_URL: `http://127.0.0.1:${await freePort()}`,
      WHOOP_CLIENT_ID: 'simulated-client',
      WHOOP_CLIENT_SECRET: 'simulated-client-secret',
      WHOOP_API_URL: `http://127.0.0.1:${await freePort()}/developer`,
    };
    auren = await startAuren(data.path, settings);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });
  const run = (args: readonly string[], more: Environment = {}) =>
    runAuren(data.path, ['simulate', '--url', auren.url, ...args], { ...settings, ...more });

  it.each(['oura', 'whoop'])('%s: connects a person, notifies, and shows the states', async (provider) => {
    const { code, output } = await run([
      '--provider',
      provider,
      '--user',
      `sim-${provider}`,
      '--nights',
      '40',
    ]);
    expect([code, output]).toEqual([0, expect.stringContaining('agreed and is connected')]);
    const shown = [...output.matchAll(/^ {2}(\d{4}-\d\d-\d\d) {2}([a-z_]+)/gm)];
    expect(shown.map(([, date]) => date)).toEqual(Array.from({ length: 10 }, (_, i) => daysAgo(9 - i)));
    expect(shown.at(-1)![2], 'enough to compare with').not.toBe('insufficient_data');
    expect(output).not.toContain('simulated-client-secret');
  });

  it('says what is missing', async () => {
    const elsewhere = await run(['--provider', 'oura', '--api-port', '1']);
    expect([elsewhere.code, elsewhere.output]).toEqual([1, expect.stringContaining('OURA_API_URL=http://')]);
    const other = await run(['--provider', 'oura'], { OURA_API_URL: `http://127.0.0.1:${await freePort()}` });
    expect([other.code, other.output]).toEqual([1, expect.stringContaining('the running AUREN asks')]);
    expect((await run(['--provider', 'garmin'])).output).toContain('terra, oura or whoop');
  });
});
