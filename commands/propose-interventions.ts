import { dayNumber } from '../domain/autonomic/calendar.ts';
import type { InterventionState } from '../domain/intervention.ts';
import {
  freshDays,
  type PersonFacts,
  type ProposeInput,
  proposalsAfter,
} from '../domain/interventions/propose.ts';
import type { FoundSignal } from '../domain/interventions/signals.ts';
import type { NightDecision } from '../domain/nights.ts';
import type { Withheld } from '../domain/safety/finding.ts';
import { standingNotices } from '../domain/safety-notice.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { interventionIdOf, recordProposals } from './intervention-commands.ts';
import { createLanes } from './lanes.ts';
import { safetyOf } from './safety-notices.ts';

export interface DecidedNight {
  readonly eventId: string;
  readonly decision: NightDecision;
}

/** What a choice of interventions rests on. */
export interface ProposalSources {
  readonly store: EventStore;
  /** The person's standing decisions, newest night first. */
  readonly latestNights: (userId: string, count: number) => Promise<readonly DecidedNight[]>;
  readonly interventions: (userId: string) => Promise<readonly InterventionState[]>;
  readonly personFacts: (userId: string) => Promise<PersonFacts>;
  /** What the sleep, the words and the training of the weeks before a date ask for. */
  readonly habitSignals: (userId: string, date: string) => Promise<readonly FoundSignal[]>;
  readonly now: () => Date;
}

export interface ProposeContext extends ProposalSources {
  /** Decisions of other rule sets are for comparison alone. */
  readonly ruleset: string;
  /** Resolves when the sources hold everything up to the position, and its red flags are in the log. */
  readonly waitForFacts: (position: Position) => Promise<void>;
}

const WIDTH = 8;
const recentNights = 14;
const DAY_MS = 86_400_000;

/**
 * Proposes an intervention after a night whose state calls for one. Only the newest night counts, while it is fresh: both
 * when it was decided and now. History that is imported, decided anew or read again proposes nothing.
 */
export const createProposeInterventions = (context: ProposeContext): ProcessManager => ({
  kind: 'process',
  name: 'propose',
  version: 1,
  partitions: 4,
  handles: ['NightAssessed', 'NightReassessed'],
  react: async (events) => {
    const fresh = new Map<string, Recorded>();
    for (const event of events)
      if (isFresh(event, context)) fresh.set((event.data as NightDecision).userId, event);
    if (fresh.size === 0) return;
    // Beyond the page: the proposals of the page before are to be seen as well.
    await context.waitForFacts(await context.store.head());
    const lanes = createLanes(WIDTH);
    for (const [userId, cause] of fresh) lanes.run(userId, () => proposeTo(context, userId, cause));
    await lanes.settled();
  },
});

/** At most so many days old, and not of a day that is still to come anywhere. */
const isNear = (date: string, milliseconds: number): boolean => {
  const age = Math.floor(milliseconds / DAY_MS) - dayNumber(date);
  return age <= freshDays && age >= -1;
};

const isFresh = ({ data, recordedAt }: Recorded, { ruleset, now }: ProposeContext): boolean => {
  const night = data as NightDecision;
  const times = [Date.parse(recordedAt), now().getTime()];
  return night.ruleset === ruleset && times.every((time) => isNear(night.date, time));
};

/** What the red flags that stand keep away. */
export const withheldNow = async (
  { store, now }: Pick<ProposalSources, 'store' | 'now'>,
  userId: string,
): Promise<Withheld[]> =>
  standingNotices(await safetyOf(store, userId), now().toISOString()).flatMap(({ withholds }) => withholds);

/** What is known for a proposal today; null without a night of the last days. */
export const proposeInput = async (
  sources: ProposalSources,
  userId: string,
): Promise<ProposeInput | null> => {
  const nights = await sources.latestNights(userId, recentNights);
  const newest = nights[0];
  if (newest === undefined || !isNear(newest.decision.date, sources.now().getTime())) return null;
  return {
    night: newest.decision,
    eventId: newest.eventId,
    recent: nights.map(({ decision }) => decision),
    past: await sources.interventions(userId),
    facts: await sources.personFacts(userId),
    withheld: await withheldNow(sources, userId),
    habits: await sources.habitSignals(userId, newest.decision.date),
    idOf: interventionIdOf,
  };
};

const proposeTo = async (context: ProposeContext, userId: string, cause: Recorded): Promise<void> => {
  const input = await proposeInput(context, userId);
  if (input === null) return;
  await recordProposals(context.store, proposalsAfter(input), {
    correlationId: cause.metadata.correlationId,
    causationId: input.eventId,
    actor: 'process:propose',
  });
};
