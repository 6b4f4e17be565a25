import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { drainable } from './drain.ts';

const start = async (drainMs: number) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = fastify({ forceCloseConnections: 'idle', connectionTimeout: 120_000 });
  let asked = (): void => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  server.get('/held', async () => {
    asked();
    await held;
    return 'ok';
  });
  const close = drainable(server, drainMs);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const open = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    return socket;
  };
  return { close, release, open, isAsked, url: `http://127.0.0.1:${port}` };
};

describe('stopping the server', () => {
  it('does not wait for a connection that never asked anything, nor for half a head', async () => {
    const { close, open } = await start(60_000);
    const [quiet, half] = [await open(), await open()];
    half.write('GET /held HTTP/1.1\r\nhos');
    const gone = [quiet, half].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    await close();
    await Promise.all(gone);
  });

  it('answers what is in flight', async () => {
    const { close, release, url, isAsked } = await start(60_000);
    const answer = fetch(`${url}/held`);
    await isAsked;
    const closed = close();
    release();
    expect(await (await answer).text()).toBe('ok');
    await closed;
  });

  it('ends what does not end by itself', async () => {
    const { close, release, url, isAsked } = await start(50);
    const answer = fetch(`${url}/held`).then(
      () => 'answered',
      () => 'cut',
    );
    await isAsked;
    await close();
    expect(await answer).toBe('cut');
    release();
  });
});
