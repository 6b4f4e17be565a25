import type { FastifyRequest } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import { findAccess, sameSecret } from './access-tokens.ts';
import { bearerToken } from './auth.ts';
import type { Gateway } from './gateway.ts';

export const phoneToken = (request: FastifyRequest): string | undefined => {
  const header = request.headers['api-key'];
  return bearerToken(request) ?? (typeof header === 'string' ? header : undefined);
};

export const needsPhoneToken = (): CodedError =>
  new CodedError('forbidden', 403, 'send a token of the user as Authorization: Bearer or api-key');

/** Phones sign nothing: a token of the user, or the shared one with the user named in the request, is the proof. */
export const healthkitCaller = async (
  { config, pool, database }: Gateway,
  request: FastifyRequest,
): Promise<{ provedBy: string; userId?: string }> => {
  const token = phoneToken(request);
  if (token !== undefined && token.length > 0) {
    if (config.healthkitToken !== undefined && sameSecret(token, config.healthkitToken))
      return { provedBy: 'shared-token' };
    const access = await database(() => findAccess(pool, token));
    if (access !== undefined && access.userId !== null)
      return { provedBy: 'user-token', userId: access.userId };
  }
  throw needsPhoneToken();
};
