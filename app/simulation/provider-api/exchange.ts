import type { IncomingHttpHeaders } from 'node:http';

/** A request as it was understood. */
export interface ApiRequest {
  readonly method: string;
  /** Without the query, and without the `/developer` that WHOOP puts before its paths. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; nothing is sent without it. */
  readonly body?: unknown;
}

export const json = (body: unknown, status = 200): ApiAnswer => ({ status, body });
export const problem = (status: number, title: string): ApiAnswer => ({ status, body: { status, title } });
export const notFound = problem(404, 'Not found');

/** A request with what became of it, kept so that tests can look. */
export interface SeenRequest extends ApiRequest {
  /** Unix milliseconds. */
  readonly atMs: number;
  /** Whose access token it carried; undefined for none that holds. */
  readonly externalUser: string | undefined;
  /** Undefined while there is no answer yet; 0 for a connection that was cut. */
  status: number | undefined;
}
