import { dayNumber } from '../autonomic/calendar.ts';
import type { InterventionState } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import { comparedDates } from './outcome-of-nights.ts';

/** Nights with each context, as the person told it. */
type ContextCounts = Readonly<Record<string, number>>;

/** What else was going on while an outcome was measured: reasons to doubt a verdict. */
export interface Circumstances {
  readonly contexts: { readonly before: ContextCounts; readonly after: ContextCounts };
  /** Others that were done, or could still show, on any of the compared nights; oldest first. */
  readonly coInterventions: readonly {
    readonly interventionId: string;
    readonly kind: string;
    readonly acceptedOn: string;
    /** Null: goes on. */
    readonly endedOn: string | null;
  }[];
}

/** `all`: every intervention of the person. Null before the intervention is accepted. */
export function circumstancesOf(
  state: InterventionState,
  all: readonly InterventionState[],
  decisions: ReadonlyMap<string, NightDecision>,
): Circumstances | null {
  const dates = comparedDates(state);
  if (dates === null) return null;
  const counted = (of: readonly string[]): ContextCounts => {
    const counts: Record<string, number> = {};
    for (const context of of.flatMap((date) => decisions.get(date)?.evidence.contexts ?? []))
      counts[context] = (counts[context] ?? 0) + 1;
    return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const compared = [...dates.before, dates.trigger, ...dates.after].map(dayNumber);
  const coInterventions = all.flatMap(({ proposal, acceptedOn, endedOn }) => {
    if (proposal === null || acceptedOn === null) return [];
    if (proposal.interventionId === state.proposal!.interventionId) return [];
    const from = dayNumber(acceptedOn);
    const until =
      endedOn === null ? Number.POSITIVE_INFINITY : dayNumber(endedOn) + (proposal.washoutDays ?? 0);
    const { interventionId, kind } = proposal;
    return compared.some((day) => day >= from && day <= until)
      ? [{ interventionId, kind, acceptedOn, endedOn }]
      : [];
  });
  return {
    contexts: { before: counted(dates.before), after: counted(dates.after) },
    coInterventions: coInterventions.sort(
      (a, b) => order(a.acceptedOn, b.acceptedOn) || order(a.interventionId, b.interventionId),
    ),
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
