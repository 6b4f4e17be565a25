import type { InterventionState } from '../domain/intervention.ts';
import { daysAfter, dueOn, lateNightDays } from '../domain/interventions/due-date.ts';
import { outcomeOfNights, outcomeSpan } from '../domain/interventions/outcome-of-nights.ts';
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
  const outcome = await outcomeNow(context, userId, state, today);
  if (outcome === null) return passed !== undefined;
  await onIntervention(
    store,
    id,
    { type: 'evaluate', on: today, outcome },
    { ...facts, id: `evaluate:${id}:${today}` },
  );
  return true;
};

/** Null while it is too early, there is one already, or nights may still come in. */
const outcomeNow = async (
  { nightsBetween }: PassContext,
  userId: string,
  state: InterventionState,
  today: string,
): Promise<ReturnType<typeof outcomeOfNights> | null> => {
  const due = state.status === 'completed' ? dueOn(state) : null;
  const span = outcomeSpan(state);
  if (due === null || span === null || today < due) return null;
  const outcome = outcomeOfNights(state, await nightsBetween(userId, span.from, span.to));
  const mayStillCome = outcome === 'too_few_nights' && today <= daysAfter(span.to, lateNightDays);
  return mayStillCome ? null : outcome;
};
