import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { safetyReply } from '../agent/safety-reply.ts';
import type { CodedError } from '../domain/errors.ts';
import { requireToken, requireUser } from './auth.ts';
import type { Gateway } from './gateway.ts';
import { toCoded } from './problem.ts';
import { settle } from './read-your-writes.ts';
import { chatSchema } from './schemas.ts';

const request = z.object({
  user_id: z.string().min(1).max(128),
  session_id: z.string().min(1).max(128).optional(),
  message: z.string().trim().min(1).max(8_000),
});

declare module 'fastify' {
  interface FastifyRequest {
    /** Why nobody could say yet whose token this is. */
    tokenUnchecked: CodedError | null;
  }
}

/** Talks with NEUROS. The answer is stored before it is given; only a safety text is given even where nothing can be stored. */
export const registerChat = async (instance: FastifyInstance, gateway: Gateway): Promise<void> => {
  const server = instance.withTypeProvider<ZodTypeProvider>();
  const check = requireToken(gateway);
  server.decorateRequest('tokenUnchecked', null);
  server.addHook('onRequest', async (call) => {
    try {
      await check(call);
    } catch (error) {
      const coded = toCoded(error);
      if (coded.code !== 'engine_unavailable') throw coded;
      call.tokenUnchecked = coded;
    }
  });

  /** Throws what keeps this caller from this person's data. */
  const admit = async (call: FastifyRequest, userId: string): Promise<void> => {
    if (call.tokenUnchecked !== null) throw call.tokenUnchecked;
    await settle(gateway, call);
    await requireUser(gateway.db, call, userId);
  };

  server.post(
    '/api/v1/chat',
    {
      bodyLimit: 256 * 1024,
      schema: {
        tags: ['chat'],
        summary: 'Ask NEUROS; with Accept: text/event-stream the answer comes as server-sent events',
        body: request,
        response: { 200: chatSchema },
      },
    },
    async (call, answer) => {
      const { user_id: userId, session_id: sessionId, message } = call.body;
      try {
        await admit(call, userId);
      } catch (error) {
        const help =
          toCoded(error).code === 'engine_unavailable' ? safetyReply(message, sessionId ?? call.id) : null;
        if (help === null) throw error;
        return help;
      }
      const chat = {
        userId,
        message,
        correlationId: call.id,
        ...(sessionId === undefined ? {} : { sessionId }),
      };
      if (!(call.headers.accept ?? '').includes('text/event-stream')) return gateway.neuros.chat(chat);

      answer.hijack();
      const { raw } = answer;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const send = (event: string, data: unknown): void => {
        raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      };
      try {
        send('reply', await gateway.neuros.chat(chat, (text) => send('delta', { text })));
      } catch (error) {
        const { code, message: detail, status } = toCoded(error);
        send('error', { code, detail, status, request_id: call.id });
      }
      raw.end();
      return answer;
    },
  );
};
