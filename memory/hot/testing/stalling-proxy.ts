import { connect, createServer, type Socket } from 'node:net';

export interface StallingProxy {
  readonly url: string;
  /** From now on nothing is answered; connections stay open, and those of before stay silent for good. */
  stall(): void;
  /** Ends all connections and, until `resume`, every new one. */
  refuse(): void;
  resume(): void;
  /** Connections taken so far. */
  connections(): number;
  close(): Promise<void>;
}

/** A way to a server that can fall silent or be cut. */
export const createStallingProxy = async (target: string): Promise<StallingProxy> => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const taken = new Set<Socket>();
  const silent = new WeakSet<Socket>();
  let state: 'open' | 'silent' | 'closed' = 'open';
  let connections = 0;
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((inner) => {
    connections++;
    if (state === 'closed') return void inner.destroy();
    const outer = connect(Number(port), hostname);
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        inner.destroy();
        outer.destroy();
        sockets.delete(socket);
      });
    }
    if (state === 'silent') silent.add(inner);
    inner.on('data', (bytes) => silent.has(inner) || outer.write(bytes));
    outer.on('data', (bytes) => silent.has(inner) || inner.write(bytes));
    taken.add(inner);
    inner.on('close', () => taken.delete(inner));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    stall: () => {
      state = 'silent';
      for (const socket of taken) silent.add(socket);
    },
    refuse: () => {
      state = 'closed';
      endAll();
    },
    resume: () => {
      state = 'open';
    },
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        endAll();
      }),
  };
};
