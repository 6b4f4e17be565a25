import { type ApiRequest, ProviderApiError } from '../../providers/api.ts';
import { readText } from './lenient-token-answer.ts';
import { retryAfterS } from './retry-after.ts';

export interface Requester {
  readonly title: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly userAgent: string;
  readonly now: () => number;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 32 * 1024 * 1024;

/** One request, one answer. Throws `ProviderApiError`, which never quotes an answer: they are health data. */
export const requestJson = async (
  requester: Requester,
  { method = 'GET', path, query = {} }: ApiRequest,
  accessToken: string,
): Promise<unknown> => {
  const { title, apiUrl, userAgent, now, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = requester;
  const url = addressOf(apiUrl, path, query);
  let response: Response;
  let body: string;
  try {
    response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${accessToken}`,
        'user-agent': userAgent,
      },
      // The token is for this host alone.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) body = await readText(response, maxBytes);
    else {
      await response.body?.cancel();
      throw refusal(title, response, now());
    }
  } catch (error) {
    if (error instanceof ProviderApiError) throw error;
    if (error instanceof RangeError)
      throw new ProviderApiError('unreadable', `${title} answered with more than ${maxBytes} bytes`);
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    throw new ProviderApiError(
      'unavailable',
      late ? `${title} did not answer within ${timeoutMs} ms` : `${title} cannot be reached`,
    );
  }
  if (response.status === 204 || (body === '' && method !== 'GET')) return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new ProviderApiError('unreadable', `${title} answered with something that is not JSON`, {
      status: response.status,
    });
  }
};

/** Whatever ids the path is made of, it stays below the API's URL. */
const addressOf = (apiUrl: string, path: string, query: NonNullable<ApiRequest['query']>): URL => {
  const url = new URL(`${apiUrl}${path}`);
  if (!path.startsWith('/') || !url.href.startsWith(`${new URL(apiUrl).href.replace(/\/+$/, '')}/`))
    throw new ProviderApiError('refused', 'a path must lie below the API');
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value);
  return url;
};

const refusal = (title: string, { status, headers }: Response, nowMs: number): ProviderApiError => {
  const wait = retryAfterS(headers, nowMs);
  const details = { status, ...(wait === undefined ? {} : { retryAfterS: wait }) };
  const says = (what: string): string => `${title} answered ${status}: ${what}`;
  if (status === 401) return new ProviderApiError('unauthorized', says('the token is not valid'), details);
  if (status === 403) return new ProviderApiError('forbidden', says('not allowed'), details);
  if (status === 404) return new ProviderApiError('not_found', says('not there'), details);
  if (status === 429) return new ProviderApiError('rate_limited', says('too many requests'), details);
  if (status === 408 || status >= 500)
    return new ProviderApiError('unavailable', says('try again later'), details);
  return new ProviderApiError('refused', says('it will never do that'), details);
};
