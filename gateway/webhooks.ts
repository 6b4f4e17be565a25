import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RouteShorthandOptionsWithHandler,
} from 'fastify';
import { z } from 'zod';
import { receiveWebhook } from '../commands/receive-webhook.ts';
import { CodedError } from '../domain/errors.ts';
import { readJson } from '../providers/json.ts';
import type { InboundRequest, Provider, SignatureResult } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';
import { createAdmission } from './back-pressure.ts';
import type { Gateway } from './gateway.ts';
import { healthkitCaller, needsPhoneToken, phoneToken } from './healthkit-caller.ts';
import { toCoded } from './problem.ts';

const MIB = 1024 * 1024;
const MAX_BYTES_IN_FLIGHT = 512 * MIB;
const LONGEST_PING = 1_024;

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

const notConfigured = ({ name }: Provider): CodedError =>
  new CodedError('provider_not_configured', 503, `${name} is not configured here`, { retryAfterS: 3_600 });

/** Some providers ask by GET whether a webhook is ours before they use it. */
const registerChallenges = (server: FastifyInstance, { config }: Gateway): void => {
  for (const provider of providers) {
    const { name, answerChallenge } = provider;
    if (answerChallenge === undefined) continue;
    server.get(`/webhooks/${name}`, {
      schema: {
        tags: ['webhooks'],
        security: [],
        summary: `Answers the verification challenge of ${name}`,
        response: { 200: z.looseObject({}).describe('what the provider wants to be sent back') },
      },
      handler: (request, reply) => {
        const token = config.providers[name]?.verificationToken;
        if (token === undefined) throw notConfigured(provider);
        const answer = answerChallenge(request.query as InboundRequest['query'], token);
        if (answer === null) throw new CodedError('unauthorized', 401, 'the verification token is not ours');
        return reply.serializer(JSON.stringify).type('application/json; charset=utf-8').send(answer);
      },
    });
  }
};

/** Before anything is proved: only whether these few bytes are the provider's way of asking if we are there. */
const isPing = ({ isPing: asks }: Provider, body: Uint8Array): boolean => {
  if (asks === undefined || body.byteLength > LONGEST_PING) return false;
  const parsed = readJson(body);
  return parsed.ok && asks(parsed.value);
};

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

  const secretsOf = ({ name }: Provider): readonly string[] => config.providers[name]?.webhookSecrets ?? [];

  /** What can be refused before the body is read. */
  const admit = (provider: Provider, limit: number, request: FastifyRequest): void => {
    if (provider.verifySignature !== undefined && !provider.isPing && secretsOf(provider).length === 0)
      throw notConfigured(provider);
    const announced = Number(request.headers['content-length'] ?? limit);
    if (announced > limit) throw new CodedError('body_too_large', 413, `at most ${limit} bytes`);
    request.leave = admission.enter(announced);
    metrics.webhooksInFlight.set(admission.inFlight().requests);
  };

  const identify = async (provider: Provider, request: FastifyRequest): Promise<void> => {
    // A legacy signature is over the body, which is not here yet: `prove` is to decide.
    const mayBeSigned = config.legacySignatures && secretsOf(provider).length > 0;
    if (mayBeSigned && phoneToken(request) === undefined) return;
    request.caller = await healthkitCaller(gateway, request);
  };

  const prove = (provider: Provider, headers: InboundRequest['headers'], body: Uint8Array): Caller => {
    const options = {
      secrets: secretsOf(provider),
      nowMs: now().getTime(),
      toleranceS: provider.toleranceS ?? config.webhookToleranceS,
    };
    const result = provider.verifySignature?.(headers, body, options);
    if (result === 'ok') return { provedBy: `${provider.name}-signature` };
    const legacy: SignatureResult | undefined = config.legacySignatures
      ? provider.verifyLegacySignature?.(headers, body, options)
      : undefined;
    if (legacy === 'ok') return { provedBy: `${provider.name}-legacy-signature` };
    if (result === undefined) throw needsPhoneToken();
    if (options.secrets.length === 0) throw notConfigured(provider);
    throw new CodedError(result, 401, `the ${provider.name} signature was not accepted`);
  };

  const receive = async (
    provider: Provider,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    if (isPing(provider, body)) return reply.code(200).serializer(JSON.stringify).send({ status: 'ok' });
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

  for (const provider of providers) {
    const { name, legacyName, maxBytes } = provider;
    if (maxBytes === undefined) continue;
    const limit = Math.min(maxBytes, config.maxWebhookBytes ?? Number.POSITIVE_INFINITY);
    const names = legacyName === undefined || !config.legacySignatures ? [name] : [name, legacyName];
    const options: RouteShorthandOptionsWithHandler = {
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
        ...(provider.verifySignature === undefined
          ? [(request: FastifyRequest) => identify(provider, request)]
          : []),
      ],
      errorHandler: (error, request) => {
        metrics.webhooks.inc({ provider: name, outcome: toCoded(error).code });
        request.leave?.();
        throw error;
      },
      handler: (request, reply) => receive(provider, request, reply),
    };
    for (const path of names) server.post(`/webhooks/${path}`, options);
  }
  registerChallenges(server, gateway);
  server.post('/webhooks/:provider', {
    schema: { hide: true },
    onRequest: async () => {
      throw new CodedError('provider_unknown', 404, 'there is no such provider');
    },
    handler: () => {},
  });
};
