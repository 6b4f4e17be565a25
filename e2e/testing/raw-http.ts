import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** A connection of our own, for requests that no decent client sends. */
export const openRaw = async (url: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
};

/** The first answer on a connection; undefined when the server closes it without one. */
export const readRaw = (socket: Socket): Promise<RawAnswer | undefined> =>
  new Promise((resolve) => {
    let text = '';
    const parsed = (): RawAnswer | undefined => {
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return undefined;
      const head = text.slice(0, end);
      const body = text.slice(end + 4);
      const length = /^content-length: (\d+)$/im.exec(head)?.[1];
      if (length !== undefined && Buffer.byteLength(body) < Number(length)) return undefined;
      return { status: Number(head.split(' ')[1]), head, body };
    };
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const answer = parsed();
      if (answer !== undefined) resolve(answer);
    });
    socket.on('close', () => resolve(parsed()));
  });

/** Sends bytes as they are and answers the first response. */
export const sendRaw = async (url: string, bytes: string | Uint8Array): Promise<RawAnswer | undefined> => {
  const socket = await openRaw(url);
  const answer = readRaw(socket);
  socket.write(bytes);
  try {
    return await answer;
  } finally {
    socket.destroy();
  }
};
