import { v7 as uuidv7 } from 'uuid';
import type { ConversationStore } from '../commands/record-turn.ts';
import { type RedFlag, screen } from '../domain/safety/red-flags.ts';
import type { Recall } from '../memory/recall.ts';
import { within } from './deadline.ts';
import { createGraph } from './graph.ts';
import type { HardDaysUpTo } from './hard-days.ts';
import type { NightReader } from './ports.ts';
import { type ChatReply, replyOf } from './reply.ts';
import type { Report } from './report.ts';
import type { ChatStateValue } from './state.ts';
import type { InterventionDesk } from './suggestions.ts';

export interface NeurosDependencies {
  readonly store: ConversationStore;
  readonly nights: NightReader;
  readonly recall: Recall;
  readonly interventions?: InterventionDesk;
  readonly now: () => Date;
  /** Red flags of a text; only tests give another one. */
  readonly screen?: (text: string) => readonly RedFlag[];
  /** Whether there is news of a question about the person on that date. */
  readonly hypothesisReady?: (userId: string, today: string) => Promise<boolean>;
  /** Whether the key figures of the person's night of that date are measured. */
  readonly kpisMeasured?: (userId: string, date: string) => Promise<boolean>;
  /** Without it nothing is known of hard days. */
  readonly hardDaysUpTo?: HardDaysUpTo;
  readonly report?: Report;
}

export interface ChatRequest {
  readonly userId: string;
  /** Absent: a new session. */
  readonly sessionId?: string;
  readonly message: string;
  readonly correlationId: string;
}

export interface Neuros {
  /**
   * Resolves once message and reply are stored. `onDelta` gets the reply in pieces, after that. Throws `CodedError`:
   * `engine_unavailable`, `saturated`, `contended` (nothing is promised then).
   */
  chat(request: ChatRequest, onDelta?: (text: string) => void): Promise<ChatReply>;
}

/** For a NEUROS that only talks. */
const noInterventions: InterventionDesk = {
  open: async () => [],
  suggest: async () => ({ interventions: [], reason: 'nothing_fits' }),
};

/** The longest a message may take, all waits together. */
const CHAT_DEADLINE_MS = 20_000;

export const createNeuros = (dependencies: NeurosDependencies): Neuros => {
  const never = async (): Promise<boolean> => false;
  const graph = createGraph({
    screen,
    report: () => {},
    hypothesisReady: never,
    kpisMeasured: never,
    hardDaysUpTo: async () => 0,
    interventions: noInterventions,
    ...dependencies,
  });
  return {
    chat: async ({ userId, sessionId, message, correlationId }, onDelta) => {
      const input = {
        userId,
        sessionId: sessionId ?? uuidv7(),
        message,
        correlationId,
        commandId: `chat:${uuidv7()}`,
        at: dependencies.now().toISOString(),
      };
      const state = await within(CHAT_DEADLINE_MS, 'the reply', (signal) => graph.invoke(input, { signal }));
      const reply = replyOf(state as ChatStateValue);
      if (onDelta !== undefined) for (const piece of piecesOf(reply.response)) onDelta(piece);
      return reply;
    },
  };
};

/** Sentences; put together again they are the text. */
const piecesOf = (text: string): string[] => text.match(/[\s\S]+?(?:[.!?:](?=\s)\s+|\n+|$)/g) ?? [];
