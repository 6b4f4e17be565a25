import { CodedError } from '../../domain/errors.ts';
import { isEngineFailure } from '../../eventstore/postgres/failures.ts';
import { type ApiCall, ProviderApiError } from '../../providers/api.ts';
import { type ConnectedProvider, connectProvider, requestWithinBudget } from './connected-provider.ts';
import { type ConnectionTokens, createConnectionTokens } from './connection-tokens.ts';
import type { ProviderContext } from './provider-context.ts';
import { brokenConnection, createRenew, noConnection } from './renewal.ts';

/** A token that ends sooner than this is renewed first: requests take time, and clocks differ. */
const MARGIN_MS = 60_000;

/**
 * Requests on behalf of a connected person. Beside `ProviderApiError` a call throws `engine_unavailable` while our own
 * database does not answer: that is no fault of the provider.
 */
export type ApiCalls = (provider: string, externalUser: string) => ApiCall;

export interface ProviderAccess {
  readonly apiCalls: ApiCalls;
  /** With a token that is not stored. */
  readonly callWith: (provider: ConnectedProvider, accessToken: string) => ApiCall;
  /** Undefined for a provider that has no API. */
  readonly named: (provider: string) => ConnectedProvider | undefined;
}

const ours = (error: unknown): unknown =>
  isEngineFailure(error)
    ? new CodedError('engine_unavailable', 503, 'the database does not answer', {
        cause: error,
        retryAfterS: 2,
      })
    : error;

export const createProviderAccess = (context: ProviderContext): ProviderAccess => {
  const { pool, keys, providers, settings, now } = context;
  const tokens = createConnectionTokens(keys);
  const renew = createRenew(context, tokens);
  const connected = new Map<string, ConnectedProvider>();
  for (const provider of providers) {
    const set = settings[provider.name] ?? { client: undefined, apiUrl: undefined };
    const one = connectProvider(provider, set, context);
    if (one !== undefined) connected.set(provider.name, one);
  }

  const currentTokens = async (
    provider: ConnectedProvider,
    externalUser: string,
  ): Promise<ConnectionTokens> => {
    const found = await tokens.read(pool, { provider: provider.name, externalUser });
    if (found === undefined) throw noConnection(provider.title);
    if (found.brokenBecause !== null) throw brokenConnection(provider.title);
    const isFresh = found.expiresAt === null || found.expiresAt - MARGIN_MS > now();
    return isFresh ? found : renew(provider, externalUser, found.generation);
  };

  return {
    named: (name) => connected.get(name),
    callWith: (provider, accessToken) => (request) => requestWithinBudget(provider, request, accessToken),
    apiCalls: (name, externalUser) => {
      const provider = connected.get(name);
      if (provider === undefined) throw new Error(`${name} has no API`);
      return async (request) => {
        try {
          const held = await currentTokens(provider, externalUser);
          try {
            return await requestWithinBudget(provider, request, held.accessToken);
          } catch (error) {
            if (!(error instanceof ProviderApiError) || error.status !== 401) throw error;
          }
          // The provider may end a token before its time.
          const renewed = await renew(provider, externalUser, held.generation);
          return await requestWithinBudget(provider, request, renewed.accessToken);
        } catch (error) {
          throw ours(error);
        }
      };
    },
  };
};

/** Requests that are authorised, within budget and behind a guard. */
export const createApiCalls = (context: ProviderContext): ApiCalls => createProviderAccess(context).apiCalls;
