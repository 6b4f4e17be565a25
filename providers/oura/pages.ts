import { type ApiRequest, type FetchContext, ProviderApiError } from '../api.ts';
import { isObject, type JsonObject, own } from '../json.ts';

/** Of one list; a year of one person is a few pages. */
const mostPages = 1_000;

export interface Page {
  readonly rows: readonly JsonObject[];
  /** Unix milliseconds just before it was asked for: what changes later is not in it. */
  readonly askedAt: number;
}

const unreadable = (path: string, what: string): ProviderApiError =>
  new ProviderApiError('unreadable', `${path} answered ${what}`);

/**
 * All pages of a list, `{data, next_token}`. Throws `ProviderApiError`: that of the call, or `unreadable` for an answer
 * that is no page, for a token that comes twice, and beyond 1,000 pages.
 */
export async function* pagesOf(
  { call, now }: FetchContext,
  path: string,
  query: NonNullable<ApiRequest['query']>,
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let token: string | undefined;
  for (let count = 0; count < mostPages; count++) {
    const askedAt = now();
    const answer = await call({ path, query: token === undefined ? query : { ...query, next_token: token } });
    const data = own(answer, 'data');
    if (!Array.isArray(data)) throw unreadable(path, 'no page');
    yield { rows: data.filter(isObject), askedAt };
    const next = own(answer, 'next_token');
    if (next === null || next === undefined || next === '') return;
    if (typeof next !== 'string') throw unreadable(path, 'a next_token that is no text');
    if (seen.has(next)) throw unreadable(path, 'a next_token for the second time');
    seen.add(next);
    token = next;
  }
  throw unreadable(path, `more than ${mostPages} pages`);
}
