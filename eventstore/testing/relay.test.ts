import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRelay, type Relay } from './relay.ts';

const server = createServer((socket) => socket.on('error', () => {}).pipe(socket));
let relay: Relay;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  relay = await createRelay(`http://127.0.0.1:${port}/v1`, {
    rewrite: (bytes) => Buffer.from(bytes.toString().toUpperCase()),
  });
});
afterAll(async () => {
  await relay.close();
  server.close();
});

const caller = async (): Promise<Socket> => {
  const socket = connect(relay.port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  return socket;
};
const echo = async (socket: Socket): Promise<string> => {
  socket.write('said');
  return String((await once(socket, 'data'))[0]);
};

it('passes bytes on at the same address with another port, changed on their way back where wanted', async () => {
  expect(relay.url).toBe(`http://127.0.0.1:${relay.port}/v1`);
  expect(await echo(await caller())).toBe('SAID');
});

it('refuses: old connections end and new ones are not taken; open again, new ones pass', async () => {
  const old = await caller();
  const ended = once(old, 'close');
  await relay.refuse();
  await ended;
  await expect(once(connect(relay.port, '127.0.0.1'), 'connect')).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
  await relay.open();
  expect(await echo(await caller())).toBe('SAID');
});

it('stalls: connections stand and hear nothing; open again, new ones pass and the silent stay silent', async () => {
  const old = await caller();
  await relay.stall();
  const young = await caller();
  const heard: string[] = [];
  for (const socket of [old, young])
    socket.on('data', (bytes) => heard.push(String(bytes))).write('into the silence');
  await relay.open();
  const fresh = await caller();
  old.write('once more');
  expect(await echo(fresh)).toBe('SAID');
  expect(heard).toEqual([]);
  expect([old.destroyed, young.destroyed]).toEqual([false, false]);
});

it('loses one answer and its connection', async () => {
  const socket = await caller();
  relay.loseNextAnswer();
  const ended = once(socket, 'close');
  socket.write('said');
  await ended;
  expect(relay.lost()).toBe(1);
  expect(await echo(await caller())).toBe('SAID');
});
