import type { FastifyRequest } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import { isUserId } from '../domain/subject.ts';
import { isKnownUser } from '../projections/people-queries.ts';
import type { ReadDatabase } from '../projections/read-database.ts';
import { type Access, findAccess } from './access-tokens.ts';
import type { Gateway } from './gateway.ts';

declare module 'fastify' {
  interface FastifyRequest {
    access: Access | null;
  }
}

export const bearerToken = (request: FastifyRequest): string | undefined =>
  /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];

/** A hook that lets only known tokens pass, and each only so often. */
export const requireToken =
  ({ pool, database, rateLimit }: Gateway) =>
  async (request: FastifyRequest): Promise<void> => {
    const token = bearerToken(request);
    const access = token === undefined ? undefined : await database(() => findAccess(pool, token));
    if (access === undefined) throw new CodedError('unauthorized', 401, 'send Authorization: Bearer <token>');
    await rateLimit.enforce(access.tokenId);
    request.access = access;
  };

export const requireAdmin = async (request: FastifyRequest): Promise<void> => {
  if (request.access?.userId !== null)
    throw new CodedError('forbidden', 403, 'only an admin token may do that');
};

/** Who asks may act for this person, whom AUREN need not know yet. */
export const requireOwn = (request: FastifyRequest, userId: string): void => {
  const own = request.access?.userId;
  if (own !== null && own !== userId)
    throw new CodedError('forbidden', 403, 'this token is for another user');
};

/** Who asks may see this person, and the person exists; in that order, so that nobody learns who exists. */
export const requireUser = async (
  db: ReadDatabase,
  request: FastifyRequest,
  userId: string,
): Promise<void> => {
  requireOwn(request, userId);
  if (!isUserId(userId) || !(await isKnownUser(db, userId)))
    throw new CodedError('user_unknown', 404, 'nothing has been received for this user');
};
