import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { receiveWebhook } from '../commands/receive-webhook.ts';
import { CodedError } from '../domain/errors.ts';
import { readJson } from '../providers/json.ts';
import type { InboundRequest, Provider, ProviderName } from '../providers/provider.ts';
import { providerNamed } from '../providers/registry.ts';
import { createAdmission } from './back-pressure.ts';
import type { Gateway } from './gateway.ts';
import { healthkitCaller } from './healthkit-caller.ts';
import { toCoded } from './problem.ts';

const MIB = 1024 * 1024;
type PushingProvider = Exclude<ProviderName, 'tidy'>;
const BODY_LIMIT: Readonly<Record<PushingProvider, number>> = { terra: 12 * MIB, healthkit: 64 * MIB };
/** Providers whose webhooks exist in the contract and are closed until they are built and configured. */
const CLOSED = ['oura', 'whoop'];
const MAX_BYTES_IN_FLIGHT = 512 * MIB;

interface Caller {
  readonly provedBy: string;
  readonly userId?: string;
}
declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    leave: (() => void) | null;
  }
}

const accepted = z.object({
  status: z.literal('accepted'),
  request_id: z.string(),
  delivery_id: z.string(),
  duplicate: z.boolean(),
});

/** A 2xx is a promise: it is sent only after the raw bytes are durably in the log. */
export const registerWebhooks = async (server: FastifyInstance, gateway: Gateway): Promise<void> => {
  const { config, metrics, store, now } = gateway;
  const admission = createAdmission(config.maxConcurrentWebhooks, MAX_BYTES_IN_FLIGHT);
  server.decorateRequest('caller', null);
  server.decorateRequest('leave', null);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(['application/json', '*'], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  const leave = (request: FastifyRequest): void => {
    request.leave?.();
    metrics.webhooksInFlight.set(admission.inFlight().requests);
  };
  server.addHook('onResponse', (request, _reply, done) => {
    leave(request);
    done();
  });
  server.addHook('onRequestAbort', (request, done) => {
    leave(request);
    done();
  });

  const secretsOf = (provider: ProviderName): readonly string[] =>
    provider === 'terra' ? config.terraSigningSecrets : [];

  /** What can be refused before the body is read. */
  const admit = (provider: Provider, limit: number, request: FastifyRequest): void => {
    if (provider.verifySignature !== undefined && secretsOf(provider.name).length === 0)
      throw new CodedError('provider_not_configured', 503, `${provider.name} has no signing secret here`, {
        retryAfterS: 3_600,
      });
    const announced = Number(request.headers['content-length'] ?? limit);
    if (announced > limit) throw new CodedError('body_too_large', 413, `at most ${limit} bytes`);
    request.leave = admission.enter(announced);
    metrics.webhooksInFlight.set(admission.inFlight().requests);
  };

  const identify = async (request: FastifyRequest): Promise<void> => {
    request.caller = await healthkitCaller(gateway, request);
  };

  const prove = (provider: Provider, headers: InboundRequest['headers'], body: Uint8Array): Caller => {
    const result = provider.verifySignature!(headers, body, {
      secrets: secretsOf(provider.name),
      nowMs: now().getTime(),
      toleranceS: config.webhookToleranceS,
    });
    if (result !== 'ok') throw new CodedError(result, 401, `the ${provider.name} signature was not accepted`);
    return { provedBy: `${provider.name}-signature` };
  };

  const receive = async (
    provider: Provider,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    const headers = request.headers as InboundRequest['headers'];
    const caller = request.caller ?? prove(provider, headers, body);
    const parsed = readJson(body);
    if (!parsed.ok) throw new CodedError('body_unreadable', 400, 'the body is not valid JSON in UTF-8');
    const inbound: InboundRequest = {
      headers,
      query: request.query as InboundRequest['query'],
      body,
      ...(caller.userId === undefined ? {} : { authenticatedUser: caller.userId }),
    };
    const delivery = provider.describe(inbound, parsed.value);
    if (provider.verifySignature === undefined && delivery.userId === null)
      throw new CodedError(
        'invalid_request',
        400,
        'say whose data this is: user_id in the body or the query',
      );
    const { duplicate } = await receiveWebhook(store, {
      provider: provider.name,
      delivery,
      provedBy: caller.provedBy,
      body,
      receivedAt: now().toISOString(),
      correlationId: request.id,
    });
    metrics.webhooks.inc({ provider: provider.name, outcome: duplicate ? 'duplicate' : 'accepted' });
    metrics.webhookBytes.inc({ provider: provider.name }, body.byteLength);
    return reply
      .code(202)
      .header('content-type', 'application/json; charset=utf-8')
      .serializer(JSON.stringify)
      .send({ status: 'accepted', request_id: request.id, delivery_id: delivery.deliveryId, duplicate });
  };

  for (const name of Object.keys(BODY_LIMIT) as PushingProvider[]) {
    const provider = providerNamed(name)!;
    const limit = Math.min(BODY_LIMIT[name], config.maxWebhookBytes ?? Number.POSITIVE_INFINITY);
    server.post(`/webhooks/${name}`, {
      bodyLimit: limit,
      schema: {
        tags: ['webhooks'],
        security: [],
        summary: `Takes a delivery of ${name}; 202 after its bytes are durably stored`,
        response: { 202: accepted },
      },
      onRequest: [
        (request, _reply, done) => {
          admit(provider, limit, request);
          done();
        },
        ...(provider.verifySignature === undefined ? [identify] : []),
      ],
      errorHandler: (error, request) => {
        metrics.webhooks.inc({ provider: name, outcome: toCoded(error).code });
        request.leave?.();
        throw error;
      },
      handler: (request, reply) => receive(provider, request, reply),
    });
  }
  server.post('/webhooks/:provider', {
    schema: { hide: true },
    onRequest: async (request) => {
      const { provider } = request.params as { provider: string };
      throw CLOSED.includes(provider)
        ? new CodedError('provider_not_configured', 503, `${provider} is not configured here`, {
            retryAfterS: 3_600,
          })
        : new CodedError('provider_unknown', 404, 'there is no such provider');
    },
    handler: () => {},
  });
};
