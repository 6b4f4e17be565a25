import { randomBytes } from 'node:crypto';

interface Grant {
  readonly externalUser: string;
  isRevoked: boolean;
}
interface AccessToken {
  readonly grant: Grant;
  expiresAtMs: number;
}
interface RefreshToken {
  readonly grant: Grant;
  isUsed: boolean;
}

export interface TokenPair {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
  readonly token_type: 'bearer';
}

/** What people agreed to, and the tokens that came of it. */
export interface Tokens {
  /** `isRenewable`: with a refresh token. */
  issue(externalUser: string, isRenewable: boolean): TokenPair;
  /** Null where the token is unknown or revoked. One that was used before revokes every token of its grant. */
  renew(refreshToken: string): TokenPair | null;
  /** Whose access token it is; undefined for one that does not hold. */
  holderOf(accessToken: string): string | undefined;
  /** Every access token of this person ends now; refresh tokens go on. */
  expire(externalUser: string): void;
  /** As when the person withdraws their consent at the provider. */
  revoke(externalUser: string): void;
  /** How many grants of this person still hold. */
  grantsOf(externalUser: string): number;
}

/** Refresh tokens rotate: each is good for one renewal. */
export const createTokens = (lifetimeS: () => number): Tokens => {
  const grants = new Set<Grant>();
  const accessTokens = new Map<string, AccessToken>();
  const refreshTokens = new Map<string, RefreshToken>();

  const pairFor = (grant: Grant, isRenewable: boolean): TokenPair => {
    const access = randomBytes(24).toString('base64url');
    const refresh = randomBytes(24).toString('base64url');
    const seconds = lifetimeS();
    accessTokens.set(access, { grant, expiresAtMs: Date.now() + seconds * 1_000 });
    if (isRenewable) refreshTokens.set(refresh, { grant, isUsed: false });
    return {
      access_token: access,
      ...(isRenewable ? { refresh_token: refresh } : {}),
      expires_in: seconds,
      token_type: 'bearer',
    };
  };
  const grantsOf = (externalUser: string): Grant[] =>
    [...grants].filter((grant) => grant.externalUser === externalUser && !grant.isRevoked);

  return {
    issue(externalUser, isRenewable) {
      const grant: Grant = { externalUser, isRevoked: false };
      grants.add(grant);
      return pairFor(grant, isRenewable);
    },
    renew(refreshToken) {
      const known = refreshTokens.get(refreshToken);
      if (known === undefined || known.grant.isRevoked) return null;
      if (known.isUsed) {
        known.grant.isRevoked = true;
        return null;
      }
      known.isUsed = true;
      for (const token of accessTokens.values()) if (token.grant === known.grant) token.expiresAtMs = 0;
      return pairFor(known.grant, true);
    },
    holderOf(accessToken) {
      const token = accessTokens.get(accessToken);
      if (token === undefined || token.grant.isRevoked || token.expiresAtMs <= Date.now()) return undefined;
      return token.grant.externalUser;
    },
    expire(externalUser) {
      for (const token of accessTokens.values())
        if (token.grant.externalUser === externalUser) token.expiresAtMs = 0;
    },
    revoke(externalUser) {
      for (const grant of grantsOf(externalUser)) grant.isRevoked = true;
    },
    grantsOf: (externalUser) => grantsOf(externalUser).length,
  };
};
