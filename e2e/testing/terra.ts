import { createHmac, randomUUID } from 'node:crypto';
import { SECRET } from './auren.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

export const sign = (
  body: string | Uint8Array,
  t = Math.floor(Date.now() / 1_000),
  secret = SECRET,
): string => `t=${t},v1=${createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex')}`;

/** Posts a body to the Terra webhook, rightly signed unless `headers` says otherwise. */
export const postTerra = async (
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const response = await fetch(`${url}/webhooks/terra`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'terra-signature': sign(body),
      'x-terra-trace-id': randomUUID(),
      ...headers,
    },
    body: body as string,
  });
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as Record<string, unknown>,
  };
};

/** Posts a Health Auto Export body; the proof of who sends it is in `headers`. */
export const postHealthkit = async (
  url: string,
  body: string,
  headers: Record<string, string>,
  query = '',
): Promise<Answer> => {
  const response = await fetch(`${url}/webhooks/healthkit${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as Record<string, unknown>,
  };
};

export const ask = async (
  url: string,
  token: string,
  path: string,
  init: RequestInit = {},
): Promise<Answer> => {
  const response = await fetch(`${url}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${token}`,
      prefer: 'wait=30',
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...init.headers,
    },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? {} : JSON.parse(text) };
};
