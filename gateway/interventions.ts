import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { actOnIntervention, type PersonsCommand } from '../commands/intervention-commands.ts';
import { CodedError } from '../domain/errors.ts';
import { goals } from '../domain/interventions/goal.ts';
import { interventionsPage } from '../projections/intervention-queries.ts';
import { requireToken, requireUser } from './auth.ts';
import type { Gateway } from './gateway.ts';
import { interventionJson, interventionSchema } from './intervention-json.ts';
import { settle } from './read-your-writes.ts';
import { pageSchema } from './schemas.ts';

const DAY_MS = 86_400_000;
const tags = ['interventions'];
const params = z.object({ id: z.string().min(1).max(128) });
const one = params.extend({ iid: z.uuid() });
/** Years that the log's dates can have. */
const localDate = z.iso.date().refine((text) => text >= '2000' && text < '2200', 'a year from 2000 to 2199');
const on = localDate.optional().describe('the person’s own date; left out: today in UTC');
const onBody = z.object({ on }).default({});

const suggestionsSchema = z.object({
  items: z.array(interventionSchema),
  reason: z
    .enum(['no_night', 'no_state', 'nothing_fits', 'withheld'])
    .nullable()
    .describe(
      'why there is nothing: no night of the last days, no state, nothing that it calls for, or red flags that come first',
    ),
});

export const registerInterventions = async (instance: FastifyInstance, gateway: Gateway): Promise<void> => {
  const server = instance.withTypeProvider<ZodTypeProvider>();
  const { db, store, now, suggest } = gateway;
  server.addHook('onRequest', requireToken(gateway));
  server.addHook('preHandler', async (request) => {
    await settle(gateway, request);
    await requireUser(db, request, (request.params as { id: string }).id);
  });
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null) : parse(request, body as string, done),
  );
  // A request without a body says nothing more than its path.
  server.addHook('preValidation', async (request) => {
    request.body ??= {};
  });
  const today = (): string => now().toISOString().slice(0, 10);
  /** It may be tomorrow already where the person is. */
  const tomorrow = (): string => new Date(now().getTime() + DAY_MS).toISOString().slice(0, 10);
  const act = async (request: FastifyRequest, command: PersonsCommand) => {
    if ((command.type === 'log' ? command.date : command.on) > tomorrow())
      throw new CodedError('invalid_request', 400, 'the date is still to come');
    const { id: userId, iid: interventionId } = request.params as z.infer<typeof one>;
    const own = request.access?.userId ?? null;
    const actor = own === null ? 'admin' : `user:${own}`;
    return interventionJson(
      await actOnIntervention(store, { userId, interventionId }, command, { id: request.id, actor }),
    );
  };

  server.get(
    '/api/v1/users/:id/interventions',
    {
      schema: {
        tags,
        summary: 'What was proposed, newest first: dose, cautions, evidence, checked sources, verdict',
        params,
        querystring: z.object({
          which: z.enum(['active', 'past']).optional(),
          limit: z.coerce.number().int().min(1).max(1_000).default(100),
          cursor: z.string().max(2_000).optional(),
        }),
        response: { 200: pageSchema(interventionSchema) },
      },
    },
    async (request) => {
      const page = await interventionsPage(db, { userId: request.params.id, ...request.query });
      return { items: page.items.map(interventionJson), next_cursor: page.next_cursor };
    },
  );

  server.post(
    '/api/v1/users/:id/interventions',
    {
      schema: {
        tags,
        summary: 'Ask for a suggestion: what is open already, else what fits the newest night',
        params,
        body: z
          .object({ goal: z.enum(goals).optional().describe('what the suggestion is to be for') })
          .default({}),
        response: { 200: suggestionsSchema },
      },
    },
    async (request) => {
      const own = request.access?.userId ?? null;
      const asking = { correlationId: request.id, actor: own === null ? 'admin' : `user:${own}` };
      const { interventions, reason } = await suggest(request.params.id, asking, request.body.goal);
      return { items: interventions.map(interventionJson), reason };
    },
  );

  const response = { 200: interventionSchema };
  server.post(
    '/api/v1/users/:id/interventions/:iid/accept',
    { schema: { tags, summary: 'The person takes it up', params: one, body: onBody, response } },
    async (request) => act(request, { type: 'accept', on: request.body.on ?? today() }),
  );
  server.post(
    '/api/v1/users/:id/interventions/:iid/decline',
    {
      schema: {
        tags,
        summary: 'The person does not want it, or stops; it is not proposed again for four weeks',
        params: one,
        body: z.object({ on, reason: z.string().trim().min(1).max(500).optional() }).default({}),
        response,
      },
    },
    async (request) => {
      const { on, reason = null } = request.body;
      return act(request, { type: 'decline', on: on ?? today(), reason });
    },
  );
  server.post(
    '/api/v1/users/:id/interventions/:iid/log',
    {
      schema: {
        tags,
        summary: 'Whether it was done on a day; a later word about the same day counts',
        params: one,
        body: z.object({ date: localDate, done: z.boolean().default(true) }),
        response,
      },
    },
    async (request) => act(request, { type: 'log', ...request.body }),
  );
  server.post(
    '/api/v1/users/:id/interventions/:iid/complete',
    { schema: { tags, summary: 'The person is done with it', params: one, body: onBody, response } },
    async (request) => act(request, { type: 'complete', on: request.body.on ?? today() }),
  );
};
