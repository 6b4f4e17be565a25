import { type ProviderApi, ProviderApiError } from '../../providers/api.ts';
import type { Provider } from '../../providers/provider.ts';
import { type Budget, createBudget } from './budget.ts';
import { type Endpoints, endpointsOf, type ProviderSettings } from './endpoints.ts';
import { createOAuthClient, type OAuthClient } from './oauth-client.ts';
import type { ProviderContext } from './provider-context.ts';
import { type Requester, requestJson } from './request.ts';

/** Runs calls to one provider; refuses with `unavailable` while the provider has failed too often. */
export interface ProviderGuard {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** A provider with an API, and everything that is shared by the calls to it. */
export interface ConnectedProvider {
  readonly name: string;
  readonly title: string;
  readonly api: ProviderApi;
  readonly endpoints: Endpoints;
  readonly guard: ProviderGuard;
  readonly budget: Budget;
  readonly requester: Requester;
  /** Undefined while client id and secret are not set. */
  readonly oauth: OAuthClient | undefined;
}

/** Undefined for a provider that has no API. Throws `config_invalid` for an address that needs TLS and has none. */
export const connectProvider = (
  { name, title, api }: Provider,
  { client, apiUrl }: ProviderSettings,
  context: Pick<ProviderContext, 'pool' | 'guardOf' | 'userAgent' | 'now' | 'patienceMs' | 'timeoutMs'>,
): ConnectedProvider | undefined => {
  if (api === undefined) return undefined;
  const { pool, guardOf, userAgent, now, patienceMs, timeoutMs } = context;
  const endpoints = endpointsOf(name, api, { apiUrl });
  return {
    name,
    title,
    api,
    endpoints,
    guard: guardOf(name),
    budget: createBudget({
      pool,
      provider: name,
      title,
      limits: api.budget,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    }),
    requester: {
      title,
      apiUrl: endpoints.apiUrl,
      userAgent,
      now,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
    oauth: client === undefined ? undefined : createOAuthClient(title, api.oauth, endpoints, client, now),
  };
};

/** One request within the shared budget; a provider that says "too many" is left alone by everybody. */
export const requestWithinBudget = async (
  { budget, guard, requester }: ConnectedProvider,
  request: Parameters<typeof requestJson>[1],
  accessToken: string,
): Promise<unknown> => {
  try {
    // Inside the guard: while the provider is away nothing of the budget is spent.
    return await guard.run(async () => {
      await budget.take();
      return requestJson(requester, request, accessToken);
    });
  } catch (error) {
    if (!(error instanceof ProviderApiError) || error.status !== 429) throw error;
    const { message, status, retryAfterS = PAUSE_S } = error;
    await budget.pause(retryAfterS);
    throw new ProviderApiError('rate_limited', message, { status, retryAfterS });
  }
};

/** Where a provider says "too many" and not for how long. */
const PAUSE_S = 60;
