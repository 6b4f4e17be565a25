import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { CodedError } from '../domain/errors.ts';
import { registerAdmin } from './admin.ts';
import { refuseBrokenRequest } from './broken-requests.ts';
import { registerChat } from './chat.ts';
import { registerCheckIns } from './check-ins.ts';
import { registerConnections } from './connections.ts';
import type { Gateway } from './gateway.ts';
import { registerHealth } from './health.ts';
import { registerInterventions } from './interventions.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';
import { openapi } from './openapi.ts';
import { registerProblems, sendProblem, toCoded } from './problem.ts';
import { registerProblemPage } from './problem-page.ts';
import { registerQueries } from './queries.ts';
import { registerWebhooks } from './webhooks.ts';

/** The whole HTTP side; it listens nowhere yet. */
export const createServer = async (gateway: Gateway, logger: FastifyBaseLogger): Promise<FastifyInstance> => {
  const server = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestTimeout: 60_000,
    connectionTimeout: 120_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 512 },
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, toCoded(error)),
    clientErrorHandler: (error, socket) => refuseBrokenRequest(error, socket as Socket),
  });
  const addRefusals = refuseOtherMethods(server);
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  registerProblems(server);
  // Only once the body is read: a connection that is closed over unread bytes is reset, and the answer with it.
  server.addHook('preValidation', (_request, _reply, done) =>
    gateway.isDraining()
      ? done(new CodedError('draining', 503, 'the server is shutting down', { retryAfterS: 5 }))
      : done(),
  );
  // What was begun before the stop is answered, and its connection is not waited for afterwards.
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (gateway.isDraining()) reply.header('connection', 'close');
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    gateway.metrics.requestDuration.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1_000,
    );
    done();
  });

  await server.register(swagger, openapi);
  await server.register((scope) => registerWebhooks(scope, gateway));
  await server.register(async (scope) => {
    await scope.register(helmet, { contentSecurityPolicy: false });
    scope.removeContentTypeParser('text/plain');
    scope.decorateRequest('access', null);
    await scope.register((inner) => registerHealth(inner, gateway));
    await scope.register((inner) => registerQueries(inner, gateway));
    await scope.register((inner) => registerCheckIns(inner, gateway));
    await scope.register((inner) => registerInterventions(inner, gateway));
    await scope.register((inner) => registerConnections(inner, gateway));
    await scope.register((inner) => registerChat(inner, gateway));
    await scope.register((inner) => registerAdmin(inner, gateway));
    await scope.register(swaggerUi, { routePrefix: '/docs' });
    registerProblemPage(scope);
    scope.get('/openapi.json', { schema: { hide: true } }, async () => server.swagger());
  });
  addRefusals();
  return server;
};
