import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Entry {
  id: string;
  callback_url: string;
  event_type: string;
  data_type: string;
  expiration_time: string;
}

/** One request that was made, e.g. `POST sleep.update`. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, string>;
}

export interface FakeOura {
  readonly url: string;
  readonly entries: Entry[];
  readonly asked: Asked[];
  /** Answers instead of the fake; undefined lets it answer. */
  intercept: (
    asked: Asked,
  ) => { status: number; headers?: Record<string, string>; body?: unknown } | undefined;
  close(): Promise<void>;
}

export const DAY_MS = 86_400_000;
export const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

/** Oura's API for subscriptions, on this machine, for the client `id` with the secret `secret-of-a-test`. */
export const startFakeOura = async (): Promise<FakeOura> => {
  const fake: Omit<FakeOura, 'url' | 'close'> = { entries: [], asked: [], intercept: () => undefined };
  const answer = (asked: Asked): { status: number; headers?: Record<string, string>; body?: unknown } => {
    const given = fake.intercept(asked);
    if (given !== undefined) return given;
    const { method, path, headers, body } = asked;
    if (headers['x-client-id'] !== 'id' || headers['x-client-secret'] !== 'secret-of-a-test')
      return { status: 401, body: { detail: 'no' } };
    if (method === 'GET') return { status: 200, body: fake.entries };
    if (method === 'POST') {
      const entry: Entry = {
        id: randomUUID(),
        callback_url: body['callback_url']!,
        event_type: body['event_type']!,
        data_type: body['data_type']!,
        expiration_time: inDays(90),
      };
      fake.entries.push(entry);
      return { status: 201, body: entry };
    }
    const found = fake.entries.find(({ id }) => path.endsWith(`/${id}`));
    if (found === undefined) return { status: 404, body: { detail: 'Not found' } };
    if (method === 'DELETE') {
      fake.entries.splice(fake.entries.indexOf(found), 1);
      return { status: 204 };
    }
    found.expiration_time = inDays(90);
    return { status: 200, body: found };
  };
  const server = createServer(async (request, response) => {
    const sent = await text(request);
    const asked = {
      method: request.method!,
      path: request.url!.replace('/v2/webhook/subscription', ''),
      headers: request.headers,
      body: sent === '' ? {} : JSON.parse(sent),
    };
    fake.asked.push(asked);
    const { status, headers, body } = answer(asked);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(fake, {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
};
