import { handleWhen, retry } from 'cockatiel';
import { CodedError } from '../../domain/errors.ts';
import {
  type Pair,
  readSubscription,
  readSubscriptions,
  type Subscription,
} from '../../providers/oura/subscriptions.ts';

export interface OuraApp {
  /** Of Oura's API, without a slash at its end. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What Oura has to name when it asks whether the callback is ours. Undefined: nothing can be created. */
  readonly verificationToken: string | undefined;
  readonly callbackUrl: string;
}

export interface SubscriptionApi {
  list(): Promise<readonly Subscription[]>;
  create(pair: Pair): Promise<Subscription>;
  /** Null: it is gone. */
  renew(id: string): Promise<Subscription | null>;
  /** True also when it was gone already. */
  remove(id: string): Promise<true>;
}

const PATH = '/v2/webhook/subscription';
/** Before it answers, Oura asks our callback: that takes longer than an ordinary request. */
const TIMEOUT_MS = 30_000;
const ATTEMPTS = 4;
const LONGEST_WAIT_MS = 120_000;

/** Worth another attempt, after a while. */
class Passing extends Error {
  readonly waitMs: number | undefined;
  readonly status: number | undefined;
  constructor(message: string, details: { waitMs?: number; status?: number; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.waitMs = details.waitMs;
    this.status = details.status;
  }
}

/**
 * Oura's API for webhook subscriptions, with the secrets of the app. A failure that may pass (429, 5xx, no connection) is
 * tried again three times, after what Retry-After says or twice as long each time. Throws coded errors:
 * `rate_limited`, `provider_unavailable`, `provider_refused`, `provider_not_configured`. No text ever holds a secret.
 */
export const createSubscriptionApi = (
  app: OuraApp,
  { signal, firstWaitMs = 500 }: { signal: AbortSignal; firstWaitMs?: number },
): SubscriptionApi => {
  const again = retry(
    handleWhen((error) => error instanceof Passing && (error.waitMs ?? 0) <= LONGEST_WAIT_MS),
    {
      maxAttempts: ATTEMPTS - 1,
      backoff: {
        next: ({ attempt, result }) => {
          const told = 'error' in result && result.error instanceof Passing ? result.error.waitMs : undefined;
          const backoff = { duration: told ?? firstWaitMs * 2 ** (attempt - 1), next: () => backoff };
          return backoff;
        },
      },
    },
  );
  const secrets = [app.clientSecret, app.verificationToken ?? ''].filter((secret) => secret !== '');

  const attempt = async (method: string, path: string, body?: object): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(`${app.url}${PATH}${path}`, {
        method,
        // A redirect would carry the client secret to another host.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
        headers: {
          accept: 'application/json',
          'x-client-id': app.clientId,
          'x-client-secret': app.clientSecret,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw new Passing('there is no answer', { cause: error });
    }
    const { status } = response;
    if (status === 429 || status >= 500) {
      await response.body?.cancel();
      const waitMs = retryAfterMs(response.headers.get('retry-after'));
      throw new Passing(`HTTP ${status}`, { status, ...(waitMs === undefined ? {} : { waitMs }) });
    }
    return response;
  };

  const request = async (method: string, path: string, body?: object): Promise<Response> => {
    try {
      return await again.execute(() => attempt(method, path, body), signal);
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      const retryAfterS = error.waitMs === undefined ? {} : { retryAfterS: Math.ceil(error.waitMs / 1_000) };
      if (error.status === 429)
        throw new CodedError('rate_limited', 429, `Oura takes no more requests${inSeconds(error.waitMs)}`, {
          ...retryAfterS,
        });
      throw new CodedError('provider_unavailable', 503, `Oura's API at ${app.url}: ${error.message}`, {
        cause: error.cause,
        ...retryAfterS,
      });
    }
  };

  /** Oura's reason, unless it repeats what we sent. */
  const refusal = async (response: Response): Promise<CodedError> => {
    const { status } = response;
    if (status === 401 || status === 403)
      return new CodedError(
        'provider_refused',
        502,
        `Oura does not accept OURA_CLIENT_ID with OURA_CLIENT_SECRET (HTTP ${status})`,
      );
    const reason = reasonOf(await response.json().catch(() => null));
    const isSafe = reason !== null && !secrets.some((secret) => reason.includes(secret));
    return new CodedError('provider_refused', 502, `HTTP ${status}${isSafe ? `: ${reason}` : ''}`);
  };

  const one = async (response: Response): Promise<Subscription> => {
    if (!response.ok) throw await refusal(response);
    const subscription = readSubscription(await response.json().catch(() => null));
    if (subscription === null)
      throw new CodedError('provider_unavailable', 503, 'Oura answered no subscription');
    return subscription;
  };

  return {
    list: async () => {
      const response = await request('GET', '');
      if (!response.ok) throw await refusal(response);
      const list = readSubscriptions(await response.json().catch(() => null));
      if (list === null)
        throw new CodedError('provider_unavailable', 503, 'Oura answered no list of subscriptions');
      return list;
    },
    create: async ({ eventType, dataType }) => {
      if (app.verificationToken === undefined)
        throw new CodedError('provider_not_configured', 503, 'OURA_VERIFICATION_TOKEN is not set');
      const response = await request('POST', '', {
        callback_url: app.callbackUrl,
        verification_token: app.verificationToken,
        event_type: eventType,
        data_type: dataType,
      });
      return one(response);
    },
    renew: async (id) => {
      const response = await request('PUT', `/renew/${id}`);
      if (response.status !== 404) return one(response);
      await response.body?.cancel();
      return null;
    },
    remove: async (id) => {
      const response = await request('DELETE', `/${id}`);
      if (!response.ok && response.status !== 404) throw await refusal(response);
      await response.body?.cancel();
      return true;
    },
  };
};

const retryAfterMs = (header: string | null): number | undefined =>
  header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : undefined;

const inSeconds = (waitMs: number | undefined): string =>
  waitMs === undefined ? '' : `; again in ${Math.ceil(waitMs / 1_000)} s`;

/** `{detail: "…"}` or `{detail: [{msg}]}`, as FastAPI answers. */
const reasonOf = (answer: unknown): string | null => {
  const detail = (answer as { detail?: unknown } | null)?.detail;
  const texts = Array.isArray(detail)
    ? detail.map((entry) => (entry as { msg?: unknown } | null)?.msg)
    : [detail];
  const reason = texts.filter((text) => typeof text === 'string').join('; ');
  return reason === '' ? null : reason.replace(/\p{Cc}+/gu, ' ').slice(0, 200);
};
