import { connect, createServer, type Socket } from 'node:net';

export interface CutProxy {
  readonly url: string;
  /** The next bytes that the server sends are lost, and with them the connection. */
  cutNextReply(): void;
  /** How many replies were lost so far. */
  cuts(): number;
  close(): Promise<void>;
}

/** A way to a server on which an answer can get lost after the server has done its work. */
export const createCutProxy = async (target: string): Promise<CutProxy> => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let armed = false;
  let cuts = 0;
  const server = createServer((inner) => {
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
    inner.on('data', (bytes) => outer.write(bytes));
    outer.on('data', (bytes) => {
      if (!armed) return void inner.write(bytes);
      armed = false;
      cuts++;
      inner.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    cutNextReply: () => {
      armed = true;
    },
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
