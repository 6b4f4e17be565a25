import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import type { CognitiveMode } from '../domain/modes/choose-mode.ts';
import type { RedFlag } from '../domain/safety/red-flags.ts';
import type { Standing } from '../domain/safety-notice.ts';
import type { RecalledMemory } from '../memory/recall.ts';
import type { Wording } from './compose/wording.ts';
import type { Situation } from './situation.ts';

/** What travels along the graph for one message: never the whole history, which stays in the log and read models. */
export const ChatState = new StateSchema({
  userId: z.string(),
  sessionId: z.string(),
  message: z.string(),
  correlationId: z.string(),
  /** Of this one message; makes its recording idempotent. */
  commandId: z.string(),
  /** UTC instant at which the message came. */
  at: z.string(),
  flags: z.array(z.custom<RedFlag>()).default(() => []),
  /** The message could not be screened. */
  unscreened: z.boolean().default(false),
  /** Red flags of readings and reports that stand, and those of them to be read in this reply. */
  notices: z.array(z.custom<Standing>()).default(() => []),
  noticesToShow: z.array(z.custom<Standing>()).default(() => []),
  situation: z.custom<Situation>().optional(),
  memories: z.array(z.custom<RecalledMemory>()).default(() => []),
  partial: z.boolean().default(false),
  wording: z.custom<Wording>().optional(),
  /** Null: nothing could be recorded. */
  turn: z.number().nullable().default(null),
  messageEventId: z.string().nullable().default(null),
  /** Null: it could not be recorded. */
  mode: z.custom<CognitiveMode>().nullable().default(null),
  /** Whether the key figures of the newest night are measured. */
  kpisMeasured: z.boolean().default(false),
});

export type ChatStateValue = typeof ChatState.State;
export type ChatStateUpdate = typeof ChatState.Update;
