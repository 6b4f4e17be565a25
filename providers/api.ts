import type { ProviderDocument } from '../domain/reading.ts';
import type { Provider } from './provider.ts';

/** Names a record that a provider keeps for us, e.g. `sleep` and its UUID. */
export interface Notice {
  readonly collection: string;
  readonly recordId: string;
}

/** A record as the provider gave it. */
export interface FetchedRecord extends Notice {
  /** Larger is newer: unix milliseconds, of the record itself where it says (`updated_at`), else of the fetch. */
  readonly ordering: number;
  /** Parsed JSON. */
  readonly body: unknown;
}

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Below the provider's API URL; begins with `/`. */
  readonly path: string;
  /** Undefined values are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
}

/**
 * One authorised request on behalf of one person; answers the parsed JSON, or undefined for 204. It waits for the
 * provider's rate budget and renews the access token; it does not try again by itself. Throws `ProviderApiError`.
 */
export type ApiCall = (request: ApiRequest) => Promise<unknown>;

/** Whose requests: those of one person at one provider. */
export type ApiCalls = (provider: Provider, externalUser: string) => ApiCall;

export type ApiProblem =
  /** 404: gone, or not there yet. */
  | 'not_found'
  /** 401 with a token that was just renewed, or one that can no longer be renewed. */
  | 'unauthorized'
  /** 403: a scope is missing, or the person's subscription lapsed. */
  | 'forbidden'
  /** 429, or our own budget is spent for longer than a call waits. */
  | 'rate_limited'
  /** 5xx, timeout, no connection, or the breaker is open. */
  | 'unavailable'
  /** Any other 4xx: the same request will never succeed. */
  | 'refused'
  /** Not the JSON that was promised. */
  | 'unreadable'
  /** Nobody is connected under this id. */
  | 'not_connected';

export class ProviderApiError extends Error {
  readonly problem: ApiProblem;
  readonly status: number | undefined;
  /** Not before this many seconds. */
  readonly retryAfterS: number | undefined;

  constructor(problem: ApiProblem, message: string, details: { status?: number; retryAfterS?: number } = {}) {
    super(message);
    this.name = 'ProviderApiError';
    this.problem = problem;
    this.status = details.status;
    this.retryAfterS = details.retryAfterS;
  }
}

/** UTC instants; `from` inclusive, `to` exclusive. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

export interface FetchContext {
  readonly call: ApiCall;
  /** The provider's id of the person. */
  readonly externalUser: string;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** OAuth 2 authorisation code flow. Paths are below the origin of the API URL. */
export interface ProviderOAuth {
  /** Where the person agrees: absolute while the API URL is the official one, else the path below that origin. */
  readonly authorizeUrl: string;
  readonly authorizePath: string;
  readonly tokenPath: string;
  /** Absolute, while the API URL is the official one: for providers whose tokens come from another host. */
  readonly tokenUrl?: string;
  readonly scopes: readonly string[];
  /** Sent along when tokens are renewed, where the provider wants it. */
  readonly refreshScope?: string;
  readonly pkce: boolean;
  /** How the client proves itself at the token endpoint. */
  readonly clientAuthentication: 'post' | 'basic';
}

/** How data of a provider is fetched. Everything that talks HTTP goes through `ApiCall`. */
export interface ProviderApi {
  /** Official address; `<NAME>_API_URL` overrides it. */
  readonly url: string;
  readonly oauth: ProviderOAuth;
  /** Requests that the whole app may make, all people and workers together. */
  readonly budget: readonly { readonly requests: number; readonly perS: number }[];
  /** How long a 404 just after a notification is taken for "not there yet". */
  readonly notFoundPatienceS: number;
  /** How far back a sweep looks, since data arrives late and webhooks get lost. */
  readonly sweepOverlapS: number;
  /**
   * The provider's id of the person a fresh token speaks for. `answer` is all that the token endpoint said, where some
   * providers name the person.
   */
  readonly fetchAccount: (call: ApiCall, answer: unknown) => Promise<string>;
  /** What a notification names, and what belongs to it. */
  readonly fetchRecord: (context: FetchContext, notice: Notice) => Promise<readonly FetchedRecord[]>;
  /** Everything of a window, page by page, for sweeps and backfills. */
  readonly fetchWindow: (context: FetchContext, window: Window) => AsyncIterable<readonly FetchedRecord[]>;
  /** Tells the provider that we are gone. */
  readonly revoke?: (call: ApiCall, externalUser: string) => Promise<void>;
  /** Pure, never throws. `nowMs` is the time of the fetch. Document keys do not hold the AUREN user. */
  readonly mapRecord: (
    record: FetchedRecord,
    whose: { readonly externalUser: string },
    nowMs: number,
  ) => readonly ProviderDocument[];
}
