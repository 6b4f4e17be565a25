import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { daysAgo, sleepEntry, terraBody } from './testing/bodies.ts';
import { openRaw, readRaw } from './testing/raw-http.ts';
import { postTerra, sign } from './testing/terra.ts';
import { until } from './testing/until.ts';

const MOST = 2;

describe('back-pressure', () => {
  let data: DataDir;
  let auren: RunningAuren;
  const body = (bpm: number) =>
    terraBody('sleep', { external: 'ext-ada', reference: 'ada' }, [
      sleepEntry(daysAgo(1), { avg_hr_bpm: bpm }),
    ]);
  const inFlight = async (): Promise<number> => {
    const metrics = await (await fetch(`${auren.url}/metrics`)).text();
    return Number(/^auren_webhooks_in_flight (\d+)$/m.exec(metrics)?.[1]);
  };
  const startSlowly = async (text: string): Promise<Socket> => {
    const socket = await openRaw(auren.url);
    socket.write(
      `POST /webhooks/terra HTTP/1.1\r\nhost: x\r\nterra-signature: ${sign(text)}\r\ncontent-length: ${text.length}\r\n\r\n${text.slice(0, 40)}`,
    );
    return socket;
  };
  const fill = async (): Promise<Socket[]> => {
    const sockets = await Promise.all(Array.from({ length: MOST }, (_, i) => startSlowly(body(60 + i))));
    await until('all slots are taken', async () => (await inFlight()) === MOST);
    return sockets;
  };

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path, { MAX_CONCURRENT_WEBHOOKS: String(MOST) });
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('answers the one too many 503 with Retry-After, and everything else as ever', async () => {
    const slow = await fill();
    const answer = await postTerra(auren.url, body(50));
    expect([answer.status, answer.json['code']]).toEqual([503, 'saturated']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    for (const path of ['/health', '/ready']) expect((await fetch(`${auren.url}${path}`)).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });

  it('frees a slot when its client goes away', async () => {
    await until('no slot is taken', async () => (await inFlight()) === 0);
    const slow = await fill();
    slow[0]!.destroy();
    await until('one slot is free', async () => (await inFlight()) === MOST - 1);
    expect((await postTerra(auren.url, body(51))).status).toBe(202);
    slow[1]!.destroy();
    await until('no slot is taken', async () => (await inFlight()) === 0);
  });

  it('takes a slow body when it comes to its end, and frees the slot', async () => {
    const text = body(52);
    const socket = await startSlowly(text);
    await until('its slot is taken', async () => (await inFlight()) === 1);
    const answer = readRaw(socket);
    socket.write(text.slice(40));
    expect((await answer)?.status).toBe(202);
    socket.destroy();
    expect(await inFlight()).toBe(0);
  });

  it('frees the slot of everything that was refused', async () => {
    const refused = [
      () => postTerra(auren.url, body(53), { 'terra-signature': 'nonsense' }),
      () => postTerra(auren.url, 'no JSON'),
      () => postTerra(auren.url, ''),
      () => postTerra(auren.url, Buffer.alloc(12 * 1024 * 1024 + 1)),
    ];
    for (const post of refused)
      for (let i = 0; i <= MOST; i++) expect([400, 401, 413]).toContain((await post()).status);
    expect(await inFlight()).toBe(0);
    expect((await postTerra(auren.url, body(54))).status).toBe(202);
  });
});
