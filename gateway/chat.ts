import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ChatRequest } from '../agent/neuros.ts';
import type { ChatReply } from '../agent/reply.ts';
import { safetyReply } from '../agent/safety-reply.ts';
import type { CodedError } from '../domain/errors.ts';
import { requireToken, requireUser } from './auth.ts';
import type { Gateway } from './gateway.ts';
import { CHAT_BODY_BYTES, type ChatBody, chatBody, registerOriginalChat } from './original-chat.ts';
import { toCoded } from './problem.ts';
import { settle } from './read-your-writes.ts';
import { chatSchema } from './schemas.ts';

const questionOf = (call: FastifyRequest, body: ChatBody): ChatRequest => ({
  userId: body.user_id,
  message: body.message,
  correlationId: call.id,
  ...(body.session_id === undefined ? {} : { sessionId: body.session_id }),
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

  /** Null where the caller may ask. A safety text alone is given even where nobody can tell who asks. */
  const helpOrAdmit = async (call: FastifyRequest, asked: ChatRequest): Promise<ChatReply | null> => {
    try {
      await admit(call, asked.userId);
      return null;
    } catch (error) {
      const help =
        toCoded(error).code === 'engine_unavailable'
          ? safetyReply(asked.message, asked.sessionId ?? call.id)
          : null;
      if (help === null) throw error;
      return help;
    }
  };

  registerOriginalChat(server, async (call, body) => {
    const asked = questionOf(call, body);
    return (await helpOrAdmit(call, asked)) ?? gateway.neuros.chat(asked);
  });

  server.post(
    '/api/v1/chat',
    {
      bodyLimit: CHAT_BODY_BYTES,
      schema: {
        tags: ['chat'],
        summary: 'Ask NEUROS; with Accept: text/event-stream the answer comes as server-sent events',
        body: chatBody,
        response: { 200: chatSchema },
      },
    },
    async (call, answer) => {
      const asked = questionOf(call, call.body);
      const help = await helpOrAdmit(call, asked);
      if (help !== null) return help;
      const { neuros } = gateway;
      if (!(call.headers.accept ?? '').includes('text/event-stream')) return neuros.chat(asked);

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
        send('reply', await neuros.chat(asked, (text) => send('delta', { text })));
      } catch (error) {
        const { code, message: detail, status } = toCoded(error);
        send('error', { code, detail, status, request_id: call.id });
      }
      raw.end();
      return answer;
    },
  );
};
