import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  ResponseBodyError,
  refreshTokenGrant,
  type TokenEndpointResponse,
} from 'openid-client';
import type { ProviderOAuth } from '../../providers/api.ts';
import { ProviderApiError } from '../../providers/api.ts';
import { type Endpoints, isLoopback } from './endpoints.ts';
import { lenientTokenAnswer } from './lenient-token-answer.ts';

/** Never part of an event, a log line or an error. */
export interface Tokens {
  readonly accessToken: string;
  /** Null: what ends cannot be renewed. */
  readonly refreshToken: string | null;
  /** Unix milliseconds; null: the provider did not say. */
  readonly expiresAt: number | null;
  readonly scopes: readonly string[];
}

/** The refresh token, or the code, is not worth anything any more. Retrying cannot help. */
export class InvalidGrant extends Error {}

export interface AuthorisationRequest {
  readonly redirectUri: string;
  readonly state: string;
  /** PKCE, S256. */
  readonly codeChallenge: string | undefined;
}

export interface CodeExchange {
  readonly redirectUri: string;
  readonly code: string;
  readonly codeVerifier: string | undefined;
}

/** `answer` is all that the token endpoint said; it is not kept. */
export interface Exchanged {
  readonly tokens: Tokens;
  readonly answer: unknown;
}

/** One provider's authorisation server (RFC 6749, RFC 7636). Calls throw `InvalidGrant` or `ProviderApiError`. */
export interface OAuthClient {
  authorizeUrl(request: AuthorisationRequest): string;
  exchangeCode(exchange: CodeExchange): Promise<Exchanged>;
  refresh(tokens: Tokens): Promise<Tokens>;
}

const TIMEOUT_S = 10;
const MAX_BYTES = 64 * 1024;
/** `token_inactive` is what Ory Hydra says of a refresh token that was used or revoked. */
const ENDED: readonly string[] = ['invalid_grant', 'token_inactive'];

export const createOAuthClient = (
  title: string,
  oauth: ProviderOAuth,
  { authorizeUrl, tokenUrl }: Endpoints,
  client: { readonly id: string; readonly secret: string },
  now: () => number,
): OAuthClient => {
  const authentication = oauth.clientAuthentication === 'basic' ? ClientSecretBasic : ClientSecretPost;
  const configuration = new Configuration(
    {
      issuer: new URL(tokenUrl).origin,
      authorization_endpoint: authorizeUrl,
      token_endpoint: tokenUrl,
    },
    client.id,
    undefined,
    authentication(client.secret),
  );
  if (isLoopback(new URL(tokenUrl))) allowInsecureRequests(configuration);
  configuration.timeout = TIMEOUT_S;
  configuration[customFetch] = async (url, options) => {
    const { body = null, headers, method, signal = null } = options;
    const response = await fetch(url, { body, headers, method, signal, redirect: 'manual' });
    return lenientTokenAnswer(response, MAX_BYTES);
  };

  const tokensOf = (answer: TokenEndpointResponse, before?: Tokens): Tokens => ({
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? before?.refreshToken ?? null,
    expiresAt: answer.expires_in === undefined ? null : now() + answer.expires_in * 1_000,
    scopes: answer.scope?.split(/[\s,]+/).filter(Boolean) ?? before?.scopes ?? oauth.scopes,
  });

  /** The library's errors carry what the provider answered, tokens too: none of them is passed on. */
  const failure = (error: unknown): Error => {
    if (!(error instanceof ResponseBodyError))
      return new ProviderApiError('unavailable', `${title}'s token endpoint does not answer as it should`);
    if (ENDED.includes(error.error)) return new InvalidGrant(`${title} does not take this grant any more`);
    const { status } = error;
    if (status === 429)
      return new ProviderApiError('rate_limited', `${title}'s token endpoint wants a pause`, {
        status,
        retryAfterS: 60,
      });
    // Our id or secret is wrong: true of everybody, and mended by us.
    if (status === 401 || error.error === 'invalid_client' || error.error === 'unauthorized_client')
      return new ProviderApiError('unavailable', `${title} does not take our client id and secret`, {
        status,
      });
    return new ProviderApiError('unauthorized', `${title} refused to give tokens`, { status });
  };
  const ask = async (grant: () => Promise<TokenEndpointResponse>, before?: Tokens): Promise<Exchanged> => {
    let answer: TokenEndpointResponse;
    try {
      answer = await grant();
    } catch (error) {
      throw failure(error);
    }
    return { tokens: tokensOf(answer, before), answer };
  };

  return {
    authorizeUrl: ({ redirectUri, state, codeChallenge }) =>
      buildAuthorizationUrl(configuration, {
        redirect_uri: new URL(redirectUri).href,
        scope: oauth.scopes.join(' '),
        state,
        ...(codeChallenge === undefined
          ? {}
          : { code_challenge: codeChallenge, code_challenge_method: 'S256' }),
      }).href,
    exchangeCode: ({ redirectUri, code, codeVerifier }) => {
      const answered = new URL(redirectUri);
      answered.searchParams.set('code', code);
      // The state was checked, and used up, before.
      return ask(() =>
        authorizationCodeGrant(
          configuration,
          answered,
          codeVerifier === undefined ? {} : { pkceCodeVerifier: codeVerifier },
        ),
      );
    },
    refresh: async (before) => {
      const { tokens } = await ask(
        () =>
          refreshTokenGrant(
            configuration,
            before.refreshToken ?? '',
            oauth.refreshScope === undefined ? {} : { scope: oauth.refreshScope },
          ),
        before,
      );
      return tokens;
    },
  };
};
