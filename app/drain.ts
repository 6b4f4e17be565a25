import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long requests in flight may take to end once the server stops. Below the grace that containers give. */
export const DRAIN_MS = 8_000;

/** A request that was sent before the server stopped is read within this time. */
const SILENT_MS = 1_000;

/**
 * Call before the server listens; the answer closes it. Requests in flight are answered, at most for `drainMs`.
 * Connections that never sent a request (browsers and balancers open some ahead) are closed after a second: node
 * counts them as busy and would wait for their timeout of two minutes.
 */
export const drainable = (server: FastifyInstance, drainMs: number = DRAIN_MS): (() => Promise<void>) => {
  const silent = new Set<Socket>();
  server.server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.server.on('request', ({ socket }) => silent.delete(socket));
  return async () => {
    const closed = server.close();
    const timers = [
      setInterval(() => silent.forEach((socket) => void socket.destroy()), Math.min(SILENT_MS, drainMs)),
      setTimeout(() => server.server.closeAllConnections(), drainMs),
    ];
    await closed.finally(() => timers.forEach((timer) => void clearTimeout(timer)));
  };
};
