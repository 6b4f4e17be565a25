import { CodedError } from '../../domain/errors.ts';
import type { ProviderApi } from '../../providers/api.ts';

/** What is set for a provider. */
export interface ProviderSettings {
  /** Undefined: nobody can be connected. */
  readonly client: { readonly id: string; readonly secret: string } | undefined;
  /** Without a slash at its end; undefined for the official one. */
  readonly apiUrl: string | undefined;
}

export interface Endpoints {
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What is said to this address never leaves the machine, so that it needs no TLS. */
export const isLoopback = (url: URL): boolean => LOOPBACK.test(url.hostname);

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** Throws `config_invalid` for an address whose tokens anyone on the way could read. */
export const endpointsOf = (
  name: string,
  api: Pick<ProviderApi, 'url' | 'oauth'>,
  { apiUrl = api.url }: Pick<ProviderSettings, 'apiUrl'>,
): Endpoints => {
  const { origin, protocol } = new URL(apiUrl);
  if (protocol !== 'https:' && !isLoopback(new URL(apiUrl)))
    throw new CodedError(
      'config_invalid',
      500,
      `${name.toUpperCase()}_API_URL must begin with https://; http:// is taken for this machine only`,
    );
  const isOfficial = withoutSlash(apiUrl) === withoutSlash(api.url);
  return {
    apiUrl: withoutSlash(apiUrl),
    authorizeUrl: isOfficial ? api.oauth.authorizeUrl : `${origin}${api.oauth.authorizePath}`,
    tokenUrl: `${origin}${api.oauth.tokenPath}`,
  };
};
