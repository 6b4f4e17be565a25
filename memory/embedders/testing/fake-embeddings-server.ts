import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedOnce {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly model: string; readonly input: readonly string[] };
}

export type Behaviour = (asked: AskedOnce, reply: ServerResponse, attempt: number) => void;

export interface FakeEmbeddingsServer {
  readonly url: string;
  readonly asked: AskedOnce[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

export const DIMENSION = 3;

/** Tells texts apart by length, first and last letter. */
export const embeddingOf = (text: string): number[] => [
  text.length,
  text.charCodeAt(0),
  text.charCodeAt(text.length - 1),
];

export const sendJson = (reply: ServerResponse, body: unknown, status = 200): void => {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export const answerWell: Behaviour = ({ body }, reply) => {
  sendJson(reply, { data: body.input.map((text, index) => ({ index, embedding: embeddingOf(text) })) });
};

/** Speaks OpenAI's embeddings protocol on the loopback, as well or as badly as it is told to. */
export const startFakeEmbeddingsServer = async (): Promise<FakeEmbeddingsServer> => {
  const asked: AskedOnce[] = [];
  let behaviour = answerWell;
  const server = createServer(async (request, reply) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const one = { path: request.url ?? '', headers: request.headers, body: JSON.parse(text) };
    asked.push(one);
    behaviour(one, reply, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    behave: (next) => {
      behaviour = next;
      asked.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
