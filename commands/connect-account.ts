import { calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import { CodedError } from '../domain/errors.ts';
import { inTransaction } from '../eventstore/postgres/transaction.ts';
import { ProviderApiError } from '../providers/api.ts';
import { externalId } from '../providers/identity.ts';
import { announceConnection, disconnectAll } from './connection-events.ts';
import type { ProviderAccess } from './provider-api/api-calls.ts';
import { beginAuthorisation, useAuthorisation } from './provider-api/authorisations.ts';
import type { ConnectedProvider } from './provider-api/connected-provider.ts';
import { createConnectionTokens } from './provider-api/connection-tokens.ts';
import { InvalidGrant, type OAuthClient, type Tokens } from './provider-api/oauth-client.ts';
import type { ProviderContext } from './provider-api/provider-context.ts';

export interface Callback {
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  /** RFC 6749, 4.1.2.1. */
  readonly error?: string | undefined;
}

export interface ConnectedAccount {
  readonly userId: string;
  readonly provider: string;
  readonly title: string;
  readonly externalUser: string;
}

export interface Disconnected {
  readonly provider: string;
  /** False: nothing was connected. */
  readonly wasConnected: boolean;
  /** Whether the provider was told; null: it cannot be, or there was nothing to tell. */
  readonly revoked: boolean | null;
}

/** How people are connected to providers. Throws `CodedError` with the codes that `/docs/problems` lists. */
export interface Connecting {
  /** `redirectUri` must be the same when the provider sends the person back. */
  begin(
    provider: string,
    userId: string,
    redirectUri: string,
  ): Promise<{ authorizeUrl: string; expiresAt: Date }>;
  finish(
    provider: string,
    callback: Callback,
    redirectUri: string,
    correlationId: string,
  ): Promise<ConnectedAccount>;
  end(provider: string, userId: string, correlationId: string): Promise<Disconnected>;
}

const WITHDRAWN = 'the person disconnected it';

export const createConnecting = (context: ProviderContext, access: ProviderAccess): Connecting => {
  const { pool, keys, store, now } = context;
  const tokens = createConnectionTokens(keys);
  const date = (): Date => new Date(now());

  const known = (name: string): ConnectedProvider => {
    const provider = access.named(name);
    if (provider === undefined)
      throw new CodedError('provider_unknown', 404, 'there is no such provider to connect to');
    return provider;
  };
  const configured = (name: string): { provider: ConnectedProvider; oauth: OAuthClient } => {
    const provider = known(name);
    if (provider.oauth === undefined)
      throw new CodedError('provider_not_configured', 503, `${name} is not configured here`, {
        retryAfterS: 3_600,
      });
    return { provider, oauth: provider.oauth };
  };

  const unavailable = (title: string, error?: unknown): CodedError =>
    new CodedError('provider_unavailable', 502, `${title} did not complete it; begin again`, {
      ...(error instanceof ProviderApiError && error.retryAfterS !== undefined
        ? { retryAfterS: error.retryAfterS }
        : {}),
    });
  /** What a provider does not do is 502; what goes wrong on our side stays what it is. */
  const askProvider = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ProviderApiError || error instanceof InvalidGrant) throw unavailable(title, error);
      throw error;
    }
  };

  const keep = (account: ConnectedAccount, given: Tokens, correlationId: string): Promise<boolean> => {
    const { userId, provider, title, externalUser } = account;
    return inTransaction(pool, `set local lock_timeout = '12s'`, async (tx) => {
      if (!(await tokens.connect(tx, { provider, externalUser }, userId, given, date()))) return false;
      // Before the commit: tokens that nobody knows of would be used by nobody.
      await announceConnection(store, { userId, provider, externalUser, device: title }, correlationId);
      return true;
    });
  };

  const revoke = async (provider: ConnectedProvider, userId: string): Promise<boolean | null> => {
    const { revoke: tell } = provider.api;
    const accounts = await tokens.accountsOf(pool, provider.name, userId);
    if (tell === undefined || accounts.length === 0) return null;
    const told = await Promise.allSettled(
      accounts.map((externalUser) => tell(access.apiCalls(provider.name, externalUser), externalUser)),
    );
    return told.every(({ status }) => status === 'fulfilled');
  };

  return {
    begin: async (name, userId, redirectUri) => {
      const { provider, oauth } = configured(name);
      const codeVerifier = provider.api.oauth.pkce ? randomPKCECodeVerifier() : undefined;
      const { state, expiresAt } = await beginAuthorisation(
        pool,
        keys,
        name,
        { userId, codeVerifier },
        date(),
      );
      const codeChallenge =
        codeVerifier === undefined ? undefined : await calculatePKCECodeChallenge(codeVerifier);
      return { authorizeUrl: oauth.authorizeUrl({ redirectUri, state, codeChallenge }), expiresAt };
    },

    finish: async (name, { code, state, error }, redirectUri, correlationId) => {
      const { provider, oauth } = configured(name);
      const { title } = provider;
      const begun = state === undefined ? undefined : await useAuthorisation(pool, keys, name, state, date());
      if (begun === undefined)
        throw new CodedError(
          'connect_state_invalid',
          400,
          'this was not begun here, was used before, or took longer than ten minutes; begin again',
        );
      if (error === 'access_denied')
        throw new CodedError('connect_denied', 400, `the person did not agree at ${title}`);
      if (error !== undefined || code === undefined) throw unavailable(title);
      const { userId, codeVerifier } = begun;
      const { tokens: given, answer } = await askProvider(title, () =>
        provider.guard.run(() => oauth.exchangeCode({ redirectUri, code, codeVerifier })),
      );
      const externalUser = externalId(
        await askProvider(title, () =>
          provider.api.fetchAccount(access.callWith(provider, given.accessToken), answer),
        ),
      );
      if (externalUser === null) throw unavailable(title);
      const account = { userId, provider: name, title, externalUser };
      // The tokens are dropped and not revoked: that might end the other user's connection.
      if (!(await keep(account, given, correlationId)))
        throw new CodedError(
          'account_taken',
          409,
          `this ${title} account is connected to another user here; that user must disconnect it first`,
        );
      return account;
    },

    end: async (name, userId, correlationId) => {
      const provider = known(name);
      const revoked = await revoke(provider, userId);
      const forgotten = await tokens.forget(pool, userId, name);
      const reason = WITHDRAWN;
      const ended = await disconnectAll(store, { userId, provider: name, reason }, correlationId);
      return { provider: name, wasConnected: ended || forgotten > 0, revoked };
    },
  };
};
