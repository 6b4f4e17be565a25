import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChatReply } from '../agent/reply.ts';
import { chatSchema } from './schemas.ts';

export const CHAT_BODY_BYTES = 256 * 1024;
const name = z.string().min(1).max(128);
const message = z.string().trim().min(1).max(8_000);

export const chatBody = z.object({ user_id: name, session_id: name.optional(), message });
export type ChatBody = z.infer<typeof chatBody>;

const threadBody = z.object({ user_id: name, thread_id: name.optional(), message });

const analyzeSchema = chatSchema.extend({ mode: z.string().nullable() });
const threadSchema = z.object({
  response: z.string(),
  mode: z.string().nullable(),
  metadata: z.object({ thread_id: z.string(), user_id: z.string(), timestamp: z.string() }),
});

/** The contracts of the system before, answered by the same NEUROS; a token is needed here as everywhere. */
export const registerOriginalChat = (
  instance: FastifyInstance,
  reply: (call: FastifyRequest, body: ChatBody) => Promise<ChatReply>,
): void => {
  const server = instance.withTypeProvider<ZodTypeProvider>();
  server.post(
    '/api/agents/neuros/analyze',
    {
      bodyLimit: CHAT_BODY_BYTES,
      schema: {
        tags: ['chat'],
        summary: 'Ask NEUROS as the original system was asked',
        body: chatBody,
        response: { 200: analyzeSchema },
      },
    },
    async (call) => {
      const given = await reply(call, call.body);
      return { ...given, mode: given.cognitive_mode };
    },
  );
  server.post(
    '/chat',
    {
      bodyLimit: CHAT_BODY_BYTES,
      schema: {
        tags: ['chat'],
        summary: 'Ask NEUROS in a thread, as the original system was asked',
        body: threadBody,
        response: { 200: threadSchema },
      },
    },
    async (call) => {
      const { user_id, thread_id, message } = call.body;
      const session = thread_id === undefined ? {} : { session_id: thread_id };
      const given = await reply(call, { user_id, message, ...session });
      return {
        response: given.response,
        mode: given.cognitive_mode,
        metadata: { thread_id: given.session_id, user_id, timestamp: new Date().toISOString() },
      };
    },
  );
};
