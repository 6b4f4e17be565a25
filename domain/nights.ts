import { type AssessedNight, evidenceObject, type NightFlag } from './autonomic/assess.ts';
import type { BaselineStatus } from './autonomic/baseline.ts';
import { changedNights, type StandingDecision } from './autonomic/changed-nights.ts';
import type { EvidenceObject } from './autonomic/evidence.ts';
import type { Features } from './autonomic/features.ts';
import { coreRuleset } from './autonomic/ruleset.ts';
import type { State } from './autonomic/state.ts';

// The decisions about a person's nights, as they stood at each time. Stream `nights-{userId}`.

export interface NightDecision {
  readonly userId: string;
  /** Local date of waking. */
  readonly date: string;
  readonly state: State;
  readonly confidence: number | null;
  readonly illness_points: number | null;
  readonly strain_points: number | null;
  readonly features: Features;
  readonly evidence: EvidenceObject;
  readonly flags: readonly NightFlag[];
  readonly baseline_status: BaselineStatus;
  readonly ruleset: string;
  readonly as_of: string;
  readonly input_hash: string;
  /** Event id of the decision that this one replaces. */
  readonly supersedes: string | null;
}
export interface NightAssessed {
  readonly type: 'NightAssessed';
  readonly data: NightDecision;
}
export interface NightReassessed {
  readonly type: 'NightReassessed';
  readonly data: NightDecision;
}
/** Everything known of the night was retracted. */
export interface NightWithdrawn {
  readonly type: 'NightWithdrawn';
  readonly data: {
    readonly userId: string;
    readonly date: string;
    readonly supersedes: string;
    /** Absent in events of the time when there was one rule set: `neuros-cns/0.1`. */
    readonly ruleset?: string;
  };
}
export type NightsEvent = NightAssessed | NightReassessed | NightWithdrawn;

export const nightsStream = (userId: string): string => `nights-${userId}`;

/** The rule set a decision or its withdrawal belongs to; each rule set has its own line of decisions. */
export const rulesetOf = ({ data }: Pick<NightsEvent, 'data'>): string => data.ruleset ?? coreRuleset.id;

/** The decision of one rule set that stands, by date. */
export type NightsState = ReadonlyMap<string, StandingDecision & { readonly eventId: string }>;

export const foldNights = (
  events: readonly (NightsEvent & { readonly id: string })[],
  ruleset: string,
): NightsState => {
  const state = new Map<string, StandingDecision & { readonly eventId: string }>();
  for (const event of events) {
    const { type, data, id } = event;
    if (rulesetOf(event) !== ruleset) continue;
    if (type === 'NightWithdrawn') state.delete(data.date);
    else state.set(data.date, { inputHash: data.input_hash, state: data.state, eventId: id });
  }
  return state;
};

/** Nights that are decided from something else than before; decisions are superseded, never edited. */
export const assess = (
  command: {
    readonly userId: string;
    readonly ruleset: string;
    readonly nights: readonly AssessedNight[];
  },
  state: NightsState,
): NightsEvent[] => {
  const { userId, ruleset } = command;
  const dates = new Set(command.nights.map((night) => night.date));
  const withdrawn: NightsEvent[] = [...state]
    .filter(([date]) => !dates.has(date))
    .map(([date, standing]) => ({
      type: 'NightWithdrawn',
      data: { userId, date, supersedes: standing.eventId, ruleset },
    }));
  const decided = changedNights(state, command.nights).map((night): NightsEvent => {
    const supersedes = state.get(night.date)?.eventId ?? null;
    return {
      type: supersedes === null ? 'NightAssessed' : 'NightReassessed',
      data: {
        userId,
        date: night.date,
        state: night.state,
        confidence: night.confidence,
        illness_points: night.illnessPoints,
        strain_points: night.strainPoints,
        features: night.features,
        evidence: evidenceObject(night, supersedes),
        flags: night.flags,
        baseline_status: night.baselineStatus,
        ruleset: night.ruleset,
        as_of: night.asOf,
        input_hash: night.inputHash,
        supersedes,
      },
    };
  });
  return [...withdrawn, ...decided];
};
