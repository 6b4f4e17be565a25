import type { State } from '../domain/autonomic/state.ts';
import type { InterventionState } from '../domain/intervention.ts';
import { interventionKind } from '../domain/interventions/catalogue.ts';
import type { CognitiveMode } from '../domain/modes/choose-mode.ts';
import { languageOf } from '../domain/safety/language.ts';
import { noticeText } from '../domain/safety/notice-texts.ts';
import { footerIn, safetyText } from '../domain/safety/texts.ts';
import { type ConfidenceBand, confidenceBand } from '../domain/state-in-words.ts';
import type { Tier } from '../memory/recall.ts';
import type { Source } from './compose/wording.ts';
import { responseOf } from './nodes/commit.ts';
import type { ChatStateValue } from './state.ts';

export interface ChatReply {
  readonly response: string;
  readonly session_id: string;
  /** From 1. Null: a safety text that could not be stored. */
  readonly turn: number | null;
  /** State, date and confidence of the newest night; null on a safety text. */
  readonly state: State | null;
  readonly date: string | null;
  /** 0 to 100. */
  readonly confidence: number | null;
  /** Age of the newest night where it is above one day. */
  readonly stale_days: number | null;
  readonly data_quality: 'none' | 'learning' | ConfidenceBand;
  readonly worded_by: 'plain';
  readonly sources: readonly Source[];
  /** What is open for the person: proposed or taken up; `why` names evidence items of the night it answers to. */
  readonly interventions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly status: string;
    readonly why: readonly string[];
  }[];
  readonly memories: readonly {
    readonly memory_id: string;
    readonly tier: Tier;
    readonly score: number;
    readonly text: string;
  }[];
  /** Something was not reachable in time: nights or memories. */
  readonly partial: boolean;
  /** `flag`: `SF1`, `SF2`, `SF1+SF2`, or `unknown` where the message could not be screened. */
  readonly safety: { readonly flag: string; readonly text: string } | null;
  /** Red flags of readings and reports that stand, whether or not this reply tells them; the most pressing first. */
  readonly notices: readonly { readonly flag: string; readonly level: string; readonly text: string }[];
  /** Null: it could not be recorded in time. */
  readonly cognitive_mode: CognitiveMode | null;
  /** Whether the key figures of the newest night are measured. */
  readonly kpi_emitted: boolean;
}

export const replyOf = (state: ChatStateValue): ChatReply => {
  const flagged = state.flags.length > 0;
  const newest = flagged ? null : (state.situation?.newest?.decision ?? null);
  const age = state.situation?.ageDays ?? 0;
  return {
    response: responseOf(state),
    session_id: state.sessionId,
    turn: state.turn,
    state: newest?.state ?? null,
    date: newest?.date ?? null,
    confidence: newest?.confidence ?? null,
    stale_days: newest !== null && age > 1 ? age : null,
    data_quality: newest === null ? 'none' : qualityOf(newest.confidence),
    worded_by: 'plain',
    sources: state.wording?.sources ?? [],
    interventions: flagged ? [] : (state.situation?.suggestions.interventions ?? []).flatMap(shortOf),
    memories: state.memories.map(({ memoryId, tier, score, text }) => ({
      memory_id: memoryId,
      tier,
      score,
      text,
    })),
    partial: state.partial,
    safety: safetyOf(state),
    notices: state.notices.map((notice) => ({
      flag: notice.flag,
      level: notice.level,
      text: noticeText(notice, languageOf(state.message)),
    })),
    cognitive_mode: state.mode,
    kpi_emitted: !flagged && state.kpisMeasured,
  };
};

const shortOf = ({ status, proposal }: InterventionState): ChatReply['interventions'] => {
  if (proposal === null) return [];
  const { interventionId: id, kind, why } = proposal;
  return [{ id, kind, name: interventionKind(kind)?.name ?? kind, status, why }];
};

/** A night without a state has no confidence: the baseline is still being learned. */
const qualityOf = (confidence: number | null): ChatReply['data_quality'] =>
  confidence === null ? 'learning' : confidenceBand(confidence);

const safetyOf = ({ flags, message, unscreened }: ChatStateValue): ChatReply['safety'] => {
  if (flags.length > 0) return { flag: flags.join('+'), text: safetyText(flags, languageOf(message)) };
  return unscreened ? { flag: 'unknown', text: footerIn(languageOf(message)) } : null;
};
