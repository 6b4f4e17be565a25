import type { MessageReceived, ReplyGiven } from '../domain/conversation.ts';
import type { HypothesisFormed, HypothesisRetired, HypothesisTested } from '../domain/hypothesis.ts';
import { formedInWords, testedInWords } from '../domain/hypothesis-in-words.ts';
import {
  decideMemory,
  evolveMemory,
  initialMemory,
  type MemoryCommand,
  type MemoryEvent,
  type MemoryState,
  memoryStream,
} from '../domain/memory.ts';
import { nightInWords } from '../domain/night-in-words.ts';
import type { NightDecision, NightWithdrawn } from '../domain/nights.ts';
import { withoutQuotations } from '../domain/quotation.ts';
import { screen } from '../domain/safety/red-flags.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { execute, foldWith } from './execute.ts';
import { memoryIdOf } from './memory-id.ts';

/** Memories written at once by one page; the log's queue is shared with everyone else. */
const CONCURRENCY = 16;

/**
 * Turns nights, hypotheses and what was said into memories. Of several events of one page about the same memory only the newest
 * is written. Seeing events again ends in the same memories.
 */
export const createRemember = (store: EventStore): ProcessManager => ({
  kind: 'process',
  name: 'remember',
  version: 1,
  partitions: 4,
  handles: [
    'NightAssessed',
    'NightReassessed',
    'NightWithdrawn',
    'MessageReceived',
    'ReplyGiven',
    'HypothesisFormed',
    'HypothesisTested',
    'HypothesisRetired',
  ],
  react: async (events) => {
    const newest = new Map<string, { readonly event: Recorded; readonly command: MemoryCommand }>();
    for (const event of events) {
      const command = commandFor(event);
      if (command !== null) newest.set(memoryIdIn(command), { event, command });
    }
    const waiting = [...newest.values()];
    const write = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await carryOut(store, next.event, next.command).catch((error) => {
          waiting.length = 0;
          throw error;
        });
      }
    };
    // All of them have stopped before the page may be handled again.
    const results = await Promise.allSettled(Array.from({ length: CONCURRENCY }, write));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  },
});

const memoryIdIn = (command: MemoryCommand): string =>
  command.type === 'remember' ? command.memory.memoryId : command.memoryId;

const carryOut = async (store: EventStore, event: Recorded, command: MemoryCommand): Promise<void> => {
  await execute<MemoryState, MemoryEvent>({
    store,
    stream: memoryStream(memoryIdIn(command)),
    fold: foldWith(evolveMemory, initialMemory),
    decide: (state) => decideMemory(command, state),
    command: {
      id: `remember:${event.id}`,
      correlationId: event.metadata.correlationId,
      causationId: event.id,
      actor: 'process:remember',
      subject: command.type === 'remember' ? command.memory.userId : command.userId,
    },
  });
};

const commandFor = (event: Recorded): MemoryCommand | null => {
  switch (event.type) {
    case 'NightAssessed':
    case 'NightReassessed':
      return rememberNight(event.data as NightDecision, event.id);
    case 'NightWithdrawn': {
      const { userId, date } = event.data as NightWithdrawn['data'];
      return {
        type: 'forget',
        memoryId: memoryIdOf(userId, 'night', date),
        userId,
        reason: 'night withdrawn',
      };
    }
    case 'MessageReceived': {
      const message = event.data as MessageReceived['data'];
      // A cry for help is answered when it is made; it is not brought up again in small talk.
      return flagged(message.text) ? null : rememberTurn('message', message, message.text, event, []);
    }
    case 'ReplyGiven': {
      const reply = event.data as ReplyGiven['data'];
      return rememberTurn('reply', reply, withoutQuotations(reply.text), event, reply.sourceEventIds);
    }
    case 'HypothesisFormed': {
      const formed = event.data as HypothesisFormed['data'];
      return rememberFinding(formed, formedInWords(formed), formed.formedOn, [
        event.id,
        ...formed.sourceEventIds,
      ]);
    }
    case 'HypothesisTested': {
      const tested = event.data as HypothesisTested['data'];
      return rememberFinding(tested, testedInWords(tested), tested.testedOn, [event.id]);
    }
    case 'HypothesisRetired': {
      const { hypothesisId, userId, reason } = event.data as HypothesisRetired['data'];
      // That something makes no difference is worth knowing.
      if (reason === 'no_effect') return null;
      return { type: 'forget', memoryId: memoryIdOf(userId, 'hypothesis', hypothesisId), userId, reason };
    }
    default:
      return null;
  }
};

const rememberFinding = (
  { userId, hypothesisId }: { readonly userId: string; readonly hypothesisId: string },
  text: string,
  occurredAt: string,
  sourceEventIds: readonly string[],
): MemoryCommand => ({
  type: 'remember',
  memory: {
    memoryId: memoryIdOf(userId, 'hypothesis', hypothesisId),
    userId,
    kind: 'hypothesis',
    text,
    occurredAt,
    sourceEventIds,
  },
});

const rememberNight = (night: NightDecision, eventId: string): MemoryCommand => {
  const { userId, date } = night;
  const memoryId = memoryIdOf(userId, 'night', date);
  const text = nightInWords(night);
  if (text === null) return { type: 'forget', memoryId, userId, reason: 'not enough data' };
  const items = [...night.evidence.evidence, ...night.evidence.contradicting];
  const sourceEventIds = [...new Set([eventId, ...items.flatMap((item) => item.event_ids)])];
  return {
    type: 'remember',
    memory: { memoryId, userId, kind: 'night', text, occurredAt: date, sourceEventIds },
  };
};

const rememberTurn = (
  kind: 'message' | 'reply',
  said: { readonly userId: string; readonly turn: number; readonly at: string },
  text: string,
  event: Recorded,
  sources: readonly string[],
): MemoryCommand | null => {
  if (text.trim() === '') return null;
  const { userId, turn, at } = said;
  const memoryId = memoryIdOf(userId, kind, event.stream, turn);
  const sourceEventIds = [...new Set([event.id, ...sources])];
  return { type: 'remember', memory: { memoryId, userId, kind, text, occurredAt: at, sourceEventIds } };
};

/** A detector that fails says nothing about the text, so the message is kept out as well. */
const flagged = (text: string): boolean => {
  try {
    return screen(text).length > 0;
  } catch {
    return true;
  }
};
