import { once } from 'node:events';
import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** So long a client may take from one request to the next and still be told, not cut off. */
const PARTING_MS = 300;
/** The longest that requests in flight hold up a stop; a client that stands still holds it no longer. */
const DRAIN_MS = 7_000;

/**
 * Takes no new connections; those that are in use learn from an answer (`connection: close`, which the routes must send
 * from now on) that they end. `http.Server` would close idle ones at once, and with them a request that is on its way.
 */
export const drain = async (server: Server): Promise<void> => {
  const closed = once(server, 'close');
  NetServer.prototype.close.call(server);
  await Promise.race([closed, sleep(PARTING_MS)]);
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(timer);
};
