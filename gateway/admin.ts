import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CodedError } from '../domain/errors.ts';
import { isUserId } from '../domain/subject.ts';
import { processorStatus } from '../eventstore/subscriptions/lag.ts';
import { listParked } from '../eventstore/subscriptions/parking.ts';
import { unassignedDeliveries } from '../projections/people-queries.ts';
import { createToken, listTokens, revokeToken } from './access-tokens.ts';
import { requireAdmin, requireToken } from './auth.ts';
import type { Gateway } from './gateway.ts';
import { settle } from './read-your-writes.ts';

const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next_cursor: z.null() });
const everything = <T>(items: readonly T[]) => ({ items: [...items], next_cursor: null });

const processor = z.object({
  name: z.string(),
  kind: z.string(),
  version: z.number(),
  position: z.string(),
  head: z.string(),
  lag_events: z.number(),
  lag_seconds: z.number(),
  parked: z.number(),
});
const tokenInfo = z.object({
  id: z.string(),
  name: z.string(),
  user_id: z.string().nullable(),
  created_at: z.string(),
  revoked_at: z.string().nullable(),
});
const parkedEvent = z.object({
  processor: z.string(),
  position: z.string(),
  stream: z.string(),
  event_id: z.string(),
  type: z.string(),
  error: z.string(),
  parked_at: z.string(),
});
const unassigned = z.object({
  provider: z.string(),
  external_user: z.string(),
  deliveries: z.number(),
  first_received_at: z.string(),
  last_received_at: z.string(),
});

export const registerAdmin = async (instance: FastifyInstance, gateway: Gateway): Promise<void> => {
  const server = instance.withTypeProvider<ZodTypeProvider>();
  const { pool, store, db, processors, outlets, now } = gateway;
  const tags = ['admin'];
  server.addHook('onRequest', requireToken(gateway));
  server.addHook('onRequest', requireAdmin);
  server.addHook('preHandler', (request) => settle(gateway, request));

  server.get(
    '/api/v1/admin/projections',
    {
      schema: {
        tags,
        summary: 'How far every projection and process manager is',
        response: { 200: list(processor) },
      },
    },
    async () => everything(await processorStatus(pool, store, [...processors, ...outlets()], now())),
  );
  server.get(
    '/api/v1/admin/parked',
    { schema: { tags, summary: 'Events that could not be handled', response: { 200: list(parkedEvent) } } },
    async () =>
      everything((await listParked(pool)).map((row) => ({ ...row, parked_at: row.parked_at.toISOString() }))),
  );
  server.get(
    '/api/v1/admin/unassigned',
    {
      schema: {
        tags,
        summary: 'Deliveries that belong to nobody known yet',
        response: { 200: list(unassigned) },
      },
    },
    async () => everything(await unassignedDeliveries(db)),
  );
  server.get(
    '/api/v1/admin/tokens',
    {
      schema: {
        tags,
        summary: 'Access tokens, without their secret part',
        response: { 200: list(tokenInfo) },
      },
    },
    async () => everything(await listTokens(pool)),
  );
  server.post(
    '/api/v1/admin/tokens',
    {
      schema: {
        tags,
        summary: 'Makes a token; it is shown this once',
        body: z.object({
          name: z
            .string()
            .min(1)
            .max(100)
            .regex(/^\P{Cc}+$/u, 'no control characters'),
          user_id: z.string().refine(isUserId, 'not a user id').nullable().default(null),
        }),
        response: { 201: z.object({ id: z.string(), token: z.string(), user_id: z.string().nullable() }) },
      },
    },
    async (request, reply) => {
      const { name, user_id: userId } = request.body;
      return reply.code(201).send({ ...(await createToken(pool, { name, userId })), user_id: userId });
    },
  );
  server.delete(
    '/api/v1/admin/tokens/:id',
    {
      schema: {
        tags,
        summary: 'Revokes a token at once',
        params: z.object({ id: z.string() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      if (!(await revokeToken(pool, request.params.id)))
        throw new CodedError('not_found', 404, 'there is no such token, or it was revoked before');
      return reply.code(204).send(null);
    },
  );
};
