import { createHash, randomBytes } from 'node:crypto';
import { type ApiAnswer, type ApiRequest, json } from './exchange.ts';
import type { Tokens } from './tokens.ts';

export interface OAuthStyle {
  readonly authorizePath: string;
  readonly tokenPath: string;
  /** Refresh tokens are only given, and renewed, for the scope `offline`. */
  readonly needsOfflineScope: boolean;
}

export interface Client {
  readonly id: string;
  readonly secret: string;
}

interface Code {
  readonly externalUser: string;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly isRenewable: boolean;
}

export interface OAuthRoutes {
  /** Undefined when the request is none of OAuth's. */
  answer(request: ApiRequest): ApiAnswer | undefined;
}

const refused = (error: string, status = 400): ApiAnswer => json({ error }, status);

const scopesOf = (params: URLSearchParams): readonly string[] => (params.get('scope') ?? '').split(' ');

const clientOf = (request: ApiRequest, form: URLSearchParams): Client => {
  const [scheme, credentials] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || credentials === undefined)
    return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const [id = '', secret = ''] = Buffer.from(credentials, 'base64').toString().split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
};

/**
 * The authorisation code flow of someone who agrees at once: `signedIn` says who that is, `&as=` names another,
 * `&deny=1` is someone who refuses.
 */
export const createOAuth = (
  style: OAuthStyle,
  client: Client,
  tokens: Tokens,
  signedIn: () => string,
): OAuthRoutes => {
  const codes = new Map<string, Code>();

  const authorize = ({ query }: ApiRequest): ApiAnswer => {
    const redirectUri = query.get('redirect_uri');
    if (query.get('client_id') !== client.id || query.get('response_type') !== 'code' || redirectUri === null)
      return refused('invalid_request');
    const state = query.get('state') ?? '';
    if (style.needsOfflineScope && state.length < 8) return refused('invalid_state');
    const back = new URL(redirectUri);
    back.searchParams.set('state', state);
    if (query.get('deny') === '1') back.searchParams.set('error', 'access_denied');
    else {
      const code = randomBytes(18).toString('base64url');
      codes.set(code, {
        externalUser: query.get('as') ?? signedIn(),
        redirectUri,
        challenge: query.get('code_challenge'),
        isRenewable: !style.needsOfflineScope || scopesOf(query).includes('offline'),
      });
      back.searchParams.set('code', code);
      back.searchParams.set('scope', query.get('scope') ?? '');
    }
    return { status: 302, headers: { location: back.href } };
  };

  const exchange = (form: URLSearchParams): ApiAnswer => {
    const text = form.get('code') ?? '';
    const code = codes.get(text);
    codes.delete(text);
    if (code === undefined || code.redirectUri !== form.get('redirect_uri')) return refused('invalid_grant');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (code.challenge !== null && code.challenge !== proof) return refused('invalid_grant');
    return json(tokens.issue(code.externalUser, code.isRenewable));
  };

  const renew = (form: URLSearchParams): ApiAnswer => {
    if (style.needsOfflineScope && !scopesOf(form).includes('offline')) return refused('invalid_scope');
    const pair = tokens.renew(form.get('refresh_token') ?? '');
    return pair === null ? refused('invalid_grant') : json(pair);
  };

  const token = (request: ApiRequest): ApiAnswer => {
    if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
      return refused('invalid_request');
    const form = new URLSearchParams(request.body);
    const given = clientOf(request, form);
    if (given.id !== client.id || given.secret !== client.secret) return refused('invalid_client', 401);
    const grantType = form.get('grant_type');
    if (grantType === 'authorization_code') return exchange(form);
    return grantType === 'refresh_token' ? renew(form) : refused('unsupported_grant_type');
  };

  return {
    answer(request) {
      if (request.method === 'GET' && request.path === style.authorizePath) return authorize(request);
      if (request.method === 'POST' && request.path === style.tokenPath) return token(request);
      return undefined;
    },
  };
};
