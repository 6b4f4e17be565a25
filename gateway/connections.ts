import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isUserId } from '../domain/subject.ts';
import { connectionsOf } from '../projections/people-queries.ts';
import { requireOwn, requireToken, requireUser } from './auth.ts';
import { connectedPage } from './connected-page.ts';
import type { Gateway } from './gateway.ts';
import { settle } from './read-your-writes.ts';

const tags = ['connections'];
const providerName = z.string().regex(/^[a-z0-9]{1,32}$/, 'the name of a provider');
const userId = z.string().refine(isUserId, 'not a user id');
const short = z.string().max(4_096).optional();
const begun = z.object({ authorize_url: z.string(), expires_at: z.string() });
const account = z.object({ provider: z.string(), external_user: z.string(), user_id: z.string() });
const connection = z.object({
  provider: z.string(),
  external_user: z.string(),
  device: z.string(),
  status: z.enum(['connected', 'broken', 'disconnected']),
  since: z.string(),
  reason: z.string().nullable(),
});

const wantsJson = (request: FastifyRequest): boolean =>
  /\bapplication\/json\b/i.test(request.headers.accept ?? '');

/** An address with a secret in it is kept by nobody on the way. */
const keepNowhere = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');

export const registerConnections = async (instance: FastifyInstance, gateway: Gateway): Promise<void> => {
  const { connecting, publicUrl, db } = gateway;
  const redirectUri = (provider: string): string => `${publicUrl()}/connect/${provider}/callback`;
  const begin = async (provider: string, user: string) => {
    const { authorizeUrl, expiresAt } = await connecting.begin(provider, user, redirectUri(provider));
    return { authorize_url: authorizeUrl, expires_at: expiresAt.toISOString() };
  };

  await instance.register(async (scope) => {
    const server = scope.withTypeProvider<ZodTypeProvider>();
    server.get(
      '/connect/:provider/callback',
      {
        // Whoever only looks must not use up the state.
        exposeHeadRoute: false,
        schema: {
          tags,
          security: [],
          summary: 'Where a provider sends the person back; its state proves who began, and works once',
          params: z.object({ provider: providerName }),
          querystring: z.object({ code: short, state: short, error: short }),
          response: { 200: account },
        },
      },
      async (request, reply) => {
        const { provider } = request.params;
        keepNowhere(reply);
        const found = await connecting.finish(provider, request.query, redirectUri(provider), request.id);
        if (!wantsJson(request)) return connectedPage(reply, found);
        return { provider, external_user: found.externalUser, user_id: found.userId };
      },
    );
  });

  await instance.register(async (scope) => {
    const server = scope.withTypeProvider<ZodTypeProvider>();
    server.addHook('onRequest', requireToken(gateway));
    server.get(
      '/connect/:provider',
      {
        schema: {
          tags,
          summary:
            'Sends the person to the provider to agree; with Accept: application/json says where that is',
          params: z.object({ provider: providerName }),
          querystring: z.object({ user_id: userId }),
          response: { 200: begun, 302: z.null() },
        },
      },
      async (request, reply) => {
        requireOwn(request, request.query.user_id);
        keepNowhere(reply);
        const answer = await begin(request.params.provider, request.query.user_id);
        return wantsJson(request) ? answer : reply.redirect(answer.authorize_url, 302);
      },
    );

    const params = z.object({ id: userId, provider: providerName });
    server.post(
      '/api/v1/users/:id/connections/:provider',
      {
        schema: {
          tags,
          summary: 'Makes an address at which the person agrees, for a browser that cannot send a token',
          params,
          response: { 201: begun },
        },
      },
      async (request, reply) => {
        const { id, provider } = request.params;
        requireOwn(request, id);
        return keepNowhere(reply)
          .code(201)
          .send(await begin(provider, id));
      },
    );
    server.delete(
      '/api/v1/users/:id/connections/:provider',
      {
        schema: {
          tags,
          summary:
            'Ends the connection: tokens are deleted, the provider is told where it can be; may be repeated',
          params,
          response: {
            200: z.object({
              provider: z.string(),
              was_connected: z.boolean(),
              /** Null: nothing to tell, or no way to. */
              revoked_at_provider: z.boolean().nullable(),
            }),
          },
        },
      },
      async (request) => {
        const { id, provider } = request.params;
        requireOwn(request, id);
        const { wasConnected, revoked } = await connecting.end(provider, id, request.id);
        return { provider, was_connected: wasConnected, revoked_at_provider: revoked };
      },
    );
    server.get(
      '/api/v1/users/:id/connections',
      {
        schema: {
          tags,
          summary: 'What the person is or was connected through, and since when',
          params: z.object({ id: userId }),
          response: { 200: z.object({ items: z.array(connection), next_cursor: z.null() }) },
        },
      },
      async (request) => {
        const { id } = request.params;
        await settle(gateway, request);
        await requireUser(db, request, id);
        return { items: await connectionsOf(db, id), next_cursor: null };
      },
    );
  });
};
