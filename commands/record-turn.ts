import { v5 as uuidv5 } from 'uuid';
import { type ConversationEvent, conversationStream } from '../domain/conversation.ts';
import { isCoded } from '../domain/errors.ts';
import { type EventStore, eventId } from '../eventstore/event-store.ts';
import { execute } from './execute.ts';

/** What a conversation needs of the log. */
export type ConversationStore = EventStore;

/** Any UUID: names the space of conversation ids. */
const CONVERSATION_IDS = 'b0a1f5c4-58a2-4a0c-8a2b-6f8a51c8e2d7';

/** A session belongs to one person: someone else's session of the same name is another conversation. */
export const conversationOf = (userId: string, sessionId: string): string =>
  conversationStream(uuidv5(JSON.stringify([userId, sessionId]), CONVERSATION_IDS));

export interface Turn {
  readonly userId: string;
  readonly sessionId: string;
  readonly message: string;
  /** UTC instant. */
  readonly at: string;
  readonly correlationId: string;
  /** Of this one message: the same turn recorded again with the same id is one turn. */
  readonly commandId: string;
  readonly answer:
    | {
        readonly type: 'reply';
        readonly text: string;
        readonly wordedBy: 'plain' | 'model';
        readonly sourceEventIds: readonly string[];
        readonly memoryIds: readonly string[];
      }
    | { readonly type: 'safety'; readonly flag: string; readonly text: string };
}

export interface RecordedTurn {
  /** From 1. */
  readonly turn: number;
  /** Of the person's message. */
  readonly messageEventId: string;
}

/**
 * Appends message and answer as one; both are durable when it resolves. Throws
 * `CodedError` as the log does: `engine_unavailable`, `saturated`, `contended`.
 */
export const recordTurn = async (store: ConversationStore, turn: Turn): Promise<RecordedTurn> => {
  const attempt = async (): Promise<RecordedTurn> => {
    let known: RecordedTurn = { turn: 0, messageEventId: '' };
    await execute<Conversation, ConversationEvent>({
      store,
      stream: conversationOf(turn.userId, turn.sessionId),
      fold: (past) => foldConversation(past, turn.commandId),
      decide: ({ turns, recorded, nextEventId }) => {
        known = recorded ?? { turn: turns + 1, messageEventId: nextEventId };
        return recorded === null ? eventsOf(turn, known.turn) : [];
      },
      command: {
        id: turn.commandId,
        correlationId: turn.correlationId,
        actor: `user:${turn.userId}`,
        subject: turn.userId,
      },
    });
    return known;
  };
  try {
    return await attempt();
  } catch (error) {
    // The outcome is not known: the second attempt finds the first one's events if they are there.
    if (!isCoded(error, 'engine_unavailable')) throw error;
    return attempt();
  }
};

/** The last thing the person said in a session, or null. */
export const lastMessage = async (
  store: ConversationStore,
  userId: string,
  sessionId: string,
): Promise<string | null> => {
  const past = (await store.readStream(conversationOf(userId, sessionId))) as readonly unknown[];
  const message = (past as readonly ConversationEvent[]).findLast(({ type }) => type === 'MessageReceived');
  return message?.data.text ?? null;
};

interface Conversation {
  readonly turns: number;
  /** The turn this command already recorded. */
  readonly recorded: RecordedTurn | null;
  /** Id of the event that this command would append. */
  readonly nextEventId: string;
}

const foldConversation = (
  past: readonly (ConversationEvent & { readonly id: string; readonly version: number })[],
  commandId: string,
): Conversation => {
  const own = past.find((event, version) => event.id === eventId(`${commandId}@${version}`, 0));
  const turns = past.reduce((most, event) => Math.max(most, event.data.turn), 0);
  return {
    turns,
    recorded: own === undefined ? null : { turn: own.data.turn, messageEventId: own.id },
    nextEventId: eventId(`${commandId}@${past.at(-1)?.version ?? 0}`, 0),
  };
};

const eventsOf = (turn: Turn, number: number): ConversationEvent[] => {
  const { sessionId, userId, at, answer } = turn;
  const common = { sessionId, userId, turn: number };
  const message: ConversationEvent = { type: 'MessageReceived', data: { ...common, text: turn.message, at } };
  if (answer.type === 'safety') {
    const { flag, text } = answer;
    return [message, { type: 'SafetyTextShown', data: { ...common, flag, text, at } }];
  }
  const { text, wordedBy, sourceEventIds, memoryIds } = answer;
  return [
    message,
    { type: 'ReplyGiven', data: { ...common, text, at, wordedBy, sourceEventIds, memoryIds } },
  ];
};
