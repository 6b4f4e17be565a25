import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface PayloadServer {
  readonly url: string;
  readonly paths: string[];
  close(): Promise<void>;
}

/** Serves what pointers point to, on this machine. */
export const createPayloadServer = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<PayloadServer> => {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    paths,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
