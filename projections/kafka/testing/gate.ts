import { connect, createServer, type Socket } from 'node:net';
import type { KafkaConnection } from '../kafka-client.ts';

export interface Gate {
  /** The same brokers, reached through the gate. */
  readonly connection: KafkaConnection;
  /** Every connection ends and new ones are refused. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Lets requests through; the next answer of at least `bytes` is lost, and with it its connection. */
  loseNextAnswer(): void;
  lost(): number;
  /** From now on nothing is answered, but connections stand. */
  freeze(): void;
  close(): Promise<void>;
}

/** A way to the broker that can be cut. */
export const createGate = async (real: KafkaConnection): Promise<Gate> => {
  const [host, port] = real.brokers[0]!.split(':') as [string, string];
  const sockets = new Set<Socket>();
  let armed = false;
  let frozen = false;
  let lost = 0;
  const server = createServer((inner) => {
    const outer = connect(Number(port), host);
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        inner.destroy();
        outer.destroy();
        sockets.delete(socket);
      });
    }
    inner.on('data', (bytes) => {
      if (!frozen) outer.write(bytes);
    });
    outer.on('data', (bytes) => {
      if (frozen) return;
      if (!armed) return void inner.write(bytes);
      armed = false;
      lost++;
      inner.destroy();
    });
  });
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => resolve());
    });
  await listen(0);
  const own = (server.address() as { port: number }).port;
  const shut = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    connection: { ...real, brokers: [`127.0.0.1:${own}`], reach: () => ({ host: '127.0.0.1', port: own }) },
    shut,
    open: () => listen(own),
    loseNextAnswer: () => {
      armed = true;
    },
    lost: () => lost,
    freeze: () => {
      frozen = true;
    },
    close: async () => {
      if (server.listening) await shut();
    },
  };
};
