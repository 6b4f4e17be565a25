import { connect, createServer, type Socket } from 'node:net';

export interface GateProxy {
  readonly url: string;
  /** Ends every connection and lets none through until it is opened again. */
  cut(): void;
  /** Takes connections and what is sent on them, and never answers. */
  stall(): void;
  open(): void;
  close(): Promise<void>;
}

/** A way to a server that can be cut and mended while somebody uses it. */
export const createGateProxy = async (target: string): Promise<GateProxy> => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'stalled' = 'open';
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((inner) => {
    sockets.add(inner);
    inner.on('error', () => {});
    inner.on('close', () => sockets.delete(inner));
    if (state === 'cut') return void inner.destroy();
    if (state === 'stalled') return void inner.resume();
    const outer = connect(Number(port), hostname);
    outer.on('error', () => inner.destroy());
    outer.on('close', () => inner.destroy());
    inner.on('close', () => outer.destroy());
    inner.pipe(outer);
    outer.pipe(inner);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as { port: number }).port);
  const become = (next: typeof state) => (): void => {
    state = next;
    endAll();
  };
  return {
    url: url.href,
    cut: become('cut'),
    stall: become('stalled'),
    open: become('open'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        endAll();
      }),
  };
};
