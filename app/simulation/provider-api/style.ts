import type { ApiAnswer, ApiRequest } from './exchange.ts';
import type { OAuthStyle } from './oauth.ts';
import type { ApiRecord, Person } from './people.ts';

export interface Change {
  readonly type: 'create' | 'update' | 'delete';
  readonly collection: string;
  readonly recordId: string;
}

export interface SignedNotification {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What sets the API of one provider apart from that of another. */
export interface ApiStyle {
  readonly name: 'oura' | 'whoop';
  readonly oauth: OAuthStyle;
  /** DELETE here, with an access token, ends what the person agreed to. */
  readonly revokePath?: string;
  /** Answers an authorised request; undefined for a path that the provider does not have. */
  answer(request: ApiRequest, person: Person, pageSize: number): ApiAnswer | undefined;
  /** Of an answer that says that too many requests came. */
  rateLimitHeaders(retryAfterS: number): Record<string, string>;
  idOf(collection: string, record: ApiRecord): string;
  /** The record as it is kept; `nowMs` is when it changed. */
  stamp(record: ApiRecord, nowMs: number): ApiRecord;
  /** What goes when this record goes, itself first. */
  withDependents(change: Change): readonly Change[];
  /** Null where the provider tells nobody of such a change. */
  notificationOf(externalUser: string, change: Change, nowMs: number): object | null;
  sign(body: string, secret: string, nowMs: number): Record<string, string>;
}
