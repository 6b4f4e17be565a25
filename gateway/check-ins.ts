import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { recordCheckIn, screenNote } from '../commands/check-in.ts';
import { CodedError } from '../domain/errors.ts';
import { isUserId } from '../domain/subject.ts';
import { checkInsPage } from '../projections/check-in-queries.ts';
import { requireToken, requireUser } from './auth.ts';
import { safetyOf } from './check-in-safety.ts';
import { checkInBody, checkInItemSchema, checkInOf, itemJson, receiptSchema } from './check-in-schema.ts';
import type { Gateway } from './gateway.ts';
import { toCoded } from './problem.ts';
import { settle } from './read-your-writes.ts';
import { pageSchema } from './schemas.ts';

const tags = ['users'];
const params = z.object({ id: z.string().refine(isUserId, 'not a user id') });
const localDate = z.iso.date().refine((text) => text >= '0001', 'a year from 1');
const DAY_MS = 86_400_000;

export const registerCheckIns = async (instance: FastifyInstance, gateway: Gateway): Promise<void> => {
  const server = instance.withTypeProvider<ZodTypeProvider>();
  const { db, store, now } = gateway;
  const check = requireToken(gateway);
  /** Why nobody could say yet whose token a request has: a note is screened even then. */
  const unchecked = new WeakMap<FastifyRequest, CodedError>();
  server.addHook('onRequest', async (request) => {
    try {
      await check(request);
    } catch (error) {
      const coded = toCoded(error);
      if (coded.code !== 'engine_unavailable' || request.method !== 'POST') throw coded;
      unchecked.set(request, coded);
    }
  });

  server.post(
    '/api/v1/users/:id/check-ins',
    {
      bodyLimit: 64 * 1024,
      schema: {
        tags,
        summary:
          'How the person is, and what surrounds their nights; sent again with the same id it counts once',
        params,
        body: checkInBody,
        response: { 200: receiptSchema, 201: receiptSchema },
      },
    },
    async (request, reply) => {
      const { id: userId } = request.params;
      const { body } = request;
      if (Date.parse(body.date) > now().getTime() + DAY_MS)
        throw new CodedError('invalid_request', 400, '/date lies in the future');
      const flags = screenNote(body.note ?? null);
      const safety = safetyOf(flags, body.note ?? '');
      const said = checkInOf(body, {
        userId,
        checkInId: body.id ?? uuidv7(),
        at: now().toISOString(),
        redFlags: flags,
      });
      const receipt = { id: said.checkInId, date: said.date, safety };
      try {
        const refusal = unchecked.get(request);
        if (refusal !== undefined) throw refusal;
        await settle(gateway, request);
        await requireUser(db, request, userId);
        const isNew = await recordCheckIn(store, said, request.id);
        return reply.code(isNew ? 201 : 200).send({ ...receipt, stored: true, duplicate: !isNew });
      } catch (error) {
        // Help is given even where nothing can be stored.
        if (safety === null || toCoded(error).code !== 'engine_unavailable') throw error;
        return reply.code(200).send({ ...receipt, stored: false, duplicate: false });
      }
    },
  );

  server.get(
    '/api/v1/users/:id/check-ins',
    {
      schema: {
        tags,
        summary: 'What the person said, newest first',
        params,
        querystring: z.object({
          from: localDate.optional(),
          to: localDate.optional(),
          limit: z.coerce.number().int().min(1).max(1_000).default(100),
          cursor: z.string().max(2_000).optional(),
        }),
        response: { 200: pageSchema(checkInItemSchema) },
      },
    },
    async (request) => {
      const { id: userId } = request.params;
      await settle(gateway, request);
      await requireUser(db, request, userId);
      const page = await checkInsPage(db, { userId, ...request.query });
      return { items: page.items.map(itemJson), next_cursor: page.next_cursor };
    },
  );
};
