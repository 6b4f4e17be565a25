import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Check, Gateway } from './gateway.ts';

const CHECK_MS = 2_000;

const dependency = z.object({
  status: z.enum(['up', 'down']),
  /** What does not work while it is down. */
  stops: z.array(z.enum(['webhooks', 'queries', 'chat', 'other'])),
  breaker: z.enum(['closed', 'half_open', 'open']).optional(),
  detail: z.string().optional(),
  latency_ms: z.number(),
});

const runCheck = async ({ check, stops, breaker }: Check): Promise<z.infer<typeof dependency>> => {
  const started = performance.now();
  const facts = () => ({ stops: [...stops], ...(breaker === undefined ? {} : { breaker: breaker() }) });
  const elapsed = (): number => Math.round((performance.now() - started) * 10) / 10;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_MS} ms`)), CHECK_MS);
  });
  try {
    await Promise.race([check(), late]);
    return { status: 'up', ...facts(), latency_ms: elapsed() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { status: 'down', ...facts(), detail: detail.slice(0, 200), latency_ms: elapsed() };
  } finally {
    clearTimeout(timer);
  }
};

/** Alive, ready, and what Prometheus reads. None of them needs a token. */
export const registerHealth = async (instance: FastifyInstance, gateway: Gateway): Promise<void> => {
  const server = instance.withTypeProvider<ZodTypeProvider>();
  server.get(
    '/health',
    {
      schema: {
        tags: ['operation'],
        security: [],
        summary: 'The process is alive',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  const readiness = z.object({
    status: z.enum(['ready', 'degraded', 'not_ready', 'draining']),
    dependencies: z.record(z.string(), dependency),
  });
  server.get(
    '/ready',
    {
      schema: {
        tags: ['operation'],
        security: [],
        summary:
          'Whether requests should be sent here, and how each dependency is doing; 200 as long as webhooks or queries work',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      const results = await Promise.all(
        gateway.checks.map(async (item) => [item.name, await runCheck(item)] as const),
      );
      const down = results.map(([, result]) => result).filter((result) => result.status === 'down');
      const stopped = new Set(down.flatMap(({ stops }) => stops));
      const isOfUse = !stopped.has('webhooks') || !stopped.has('queries');
      const readiness = down.length === 0 ? 'ready' : isOfUse ? 'degraded' : 'not_ready';
      const status = gateway.isDraining() ? 'draining' : readiness;
      return reply
        .code(status === 'ready' || status === 'degraded' ? 200 : 503)
        .send({ status, dependencies: Object.fromEntries(results) });
    },
  );

  server.get(
    '/metrics',
    {
      schema: {
        tags: ['operation'],
        security: [],
        summary: 'Prometheus metrics',
        response: { 200: z.string() },
      },
    },
    async (_request, reply) =>
      reply
        .type(gateway.registry.contentType)
        .serializer(String)
        .send(await gateway.registry.metrics()),
  );
};
