import type { InterventionState } from '../domain/intervention.ts';
import { circumstancesOf } from '../domain/interventions/circumstances.ts';
import { daysAfter, dueOn, lateNightDays } from '../domain/interventions/due-date.ts';
import type { OtherMeasures } from '../domain/interventions/other-measures.ts';
import type { NoOutcome } from '../domain/interventions/outcome.ts';
import { outcomeOfNights, outcomeSpan } from '../domain/interventions/outcome-of-nights.ts';
import { ownRecovery } from '../domain/interventions/own-recovery.ts';
import type { NightDecision } from '../domain/nights.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import { interventionNow, onIntervention } from './intervention-commands.ts';

export interface PassContext {
  readonly store: EventStore;
  /** Ids of interventions that are due by the date, after the given one, in the order of their ids. */
  readonly dueInterventions: (
    today: string,
    after: string | null,
    limit: number,
  ) => Promise<readonly string[]>;
  /** The person's standing decisions of these dates, inclusive. */
  readonly nightsBetween: (userId: string, from: string, to: string) => Promise<readonly NightDecision[]>;
  /** Of these dates, inclusive, what decisions about nights do not hold. */
  readonly otherMeasures: (userId: string, from: string, to: string) => Promise<OtherMeasures>;
  readonly interventions: (userId: string) => Promise<readonly InterventionState[]>;
  readonly now: () => Date;
}

const PAGE = 500;

/**
 * What the calendar alone brings about: proposals nobody answered expire, planned days come to their end, outcomes are
 * evaluated. May run at any time, by several workers, again: what is done is not done twice. Answers how many
 * interventions changed.
 */
export const passInterventions = async (context: PassContext, signal?: AbortSignal): Promise<number> => {
  const today = context.now().toISOString().slice(0, 10);
  let changed = 0;
  let after: string | null = null;
  const isStopped = (): boolean => signal?.aborted === true;
  while (!isStopped()) {
    const due: readonly string[] = await context.dueInterventions(today, after, PAGE);
    for (const id of due) {
      if (isStopped()) return changed;
      if (await passOne(context, id, today)) changed++;
    }
    if (due.length < PAGE) return changed;
    after = due.at(-1)!;
  }
  return changed;
};

const passOne = async (context: PassContext, id: string, today: string): Promise<boolean> => {
  const { store } = context;
  const found = await interventionNow(store, id);
  if (found.proposal === null) return false;
  const { userId } = found.proposal;
  const facts = { correlationId: `pass:${today}`, actor: 'process:evaluate', subject: userId };
  const passed = await onIntervention(
    store,
    id,
    { type: 'pass', on: today },
    { ...facts, id: `pass:${id}:${today}` },
  );
  const state = passed === undefined ? found : await interventionNow(store, id);
  const evaluation = await evaluationNow(context, userId, state, today);
  if (evaluation === null) return passed !== undefined;
  await onIntervention(
    store,
    id,
    { type: 'evaluate', on: today, ...evaluation },
    { ...facts, id: `evaluate:${id}:${today}` },
  );
  return true;
};

/** Reasons that more nights may remove. */
const passing: readonly unknown[] = ['too_few_nights', 'nights_too_alike'] satisfies NoOutcome[];

/** Null while it is too early, there is one already, or nights may still come in. */
const evaluationNow = async (
  { nightsBetween, otherMeasures, interventions }: PassContext,
  userId: string,
  state: InterventionState,
  today: string,
) => {
  const due = state.status === 'completed' ? dueOn(state) : null;
  const span = outcomeSpan(state);
  if (due === null || span === null || today < due) return null;
  const nights = await nightsBetween(userId, span.from, span.to);
  const decisions = new Map(nights.map((night) => [night.date, night]));
  const others = await otherMeasures(userId, span.from, span.to);
  const outcome = outcomeOfNights(state, { decisions, others });
  if (passing.includes(outcome) && today <= daysAfter(span.to, lateNightDays)) return null;
  const all = await interventions(userId);
  return {
    outcome,
    circumstances: circumstancesOf(state, all, decisions),
    recovery: ownRecovery(state, all, decisions),
  };
};
