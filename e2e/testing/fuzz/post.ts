import { Agent, request } from 'node:http';
import type { Delivery } from './delivery.ts';

export interface Answered {
  readonly delivery: Delivery;
  /** 0: no answer within the bound, or the connection was cut. */
  readonly status: number;
  readonly code: string;
  readonly retryAfter: string | undefined;
  readonly isDuplicate: boolean;
}

/** Keeps so many connections open and answers what became of each request; nothing hangs longer than `boundMs`. */
export const createPoster = (url: string, connections: number, boundMs: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);

  const post = (delivery: Delivery, headers: Record<string, string>): Promise<Answered> =>
    new Promise((resolve) => {
      const failed = (code: string): void =>
        resolve({ delivery, status: 0, code, retryAfter: undefined, isDuplicate: false });
      const sent = request(
        {
          agent,
          hostname,
          port,
          method: 'POST',
          path: `/webhooks/${delivery.provider}`,
          headers: {
            'content-type': 'application/json',
            'content-length': delivery.bytes.byteLength,
            ...headers,
          },
          timeout: boundMs,
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('error', (error) => failed(String(error)));
          response.on('end', () => {
            let answer: Record<string, unknown> = {};
            try {
              answer = JSON.parse(text) as Record<string, unknown>;
            } catch {
              return failed(`no JSON with ${response.statusCode}`);
            }
            resolve({
              delivery,
              status: response.statusCode ?? 0,
              code: String(answer['code'] ?? answer['status']),
              retryAfter: response.headers['retry-after'],
              isDuplicate: answer['duplicate'] === true,
            });
          });
        },
      );
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${boundMs} ms`)));
      sent.on('error', (error) => failed(error.message));
      sent.end(delivery.bytes);
    });

  return { post, close: () => agent.destroy() };
};
