import { connect, createServer, type Socket } from 'node:net';

/** Between a client and a server, on a port of its own of 127.0.0.1. */
export interface Relay {
  readonly port: number;
  /** The given URL, at the relay. */
  readonly url: string;
  /** The server is gone: every connection ends and new ones are refused. */
  refuse(): Promise<void>;
  /** The server says nothing: connections stand and new ones are taken; what is sent on any of them is lost for good. */
  stall(): Promise<void>;
  /** New connections get through again; those that fell silent stay so. */
  open(): Promise<void>;
  /** The next bytes that the server sends are lost after it has done its work, and with them their connection. */
  loseNextAnswer(): void;
  /** Answers lost so far. */
  lost(): number;
  /** Connections taken so far. */
  connections(): number;
  close(): Promise<void>;
}

export interface RelayOptions {
  /** What becomes of the bytes that the server sends; as they are unless given. */
  readonly rewrite?: (bytes: Buffer, port: number) => Buffer;
}

/** A way to the server at the URL that can be cut and mended while somebody uses it; the server itself never notices. */
export const createRelay = async (target: string, { rewrite }: RelayOptions = {}): Promise<Relay> => {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  const silent = new WeakSet<Socket>();
  let isSilent = false;
  let losesNext = false;
  let lost = 0;
  let connections = 0;

  const join = (inner: Socket): void => {
    connections++;
    if (isSilent) silent.add(inner);
    const outer = connect(Number(to.port), to.hostname);
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        inner.destroy();
        outer.destroy();
        sockets.delete(socket);
      });
    }
    inner.on('data', (bytes) => silent.has(inner) || outer.write(bytes));
    outer.on('data', (bytes) => {
      if (silent.has(inner)) return;
      if (!losesNext) return void inner.write(rewrite === undefined ? bytes : rewrite(bytes, port));
      losesNext = false;
      lost++;
      inner.destroy();
    });
  };

  const server = createServer(join);
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const refuse = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const listenAgain = async (): Promise<void> => {
    if (!server.listening) await listen(port);
  };
  await listen(0);
  const { port } = server.address() as { port: number };
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);

  return {
    port,
    url: url.href,
    refuse,
    stall: async () => {
      isSilent = true;
      for (const socket of sockets) silent.add(socket);
      await listenAgain();
    },
    open: async () => {
      isSilent = false;
      await listenAgain();
    },
    loseNextAnswer: () => {
      losesNext = true;
    },
    lost: () => lost,
    connections: () => connections,
    close: refuse,
  };
};
