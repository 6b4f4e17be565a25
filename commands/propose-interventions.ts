import { dayNumber } from '../domain/autonomic/calendar.ts';
import type { InterventionState } from '../domain/intervention.ts';
import { freshDays, type PersonFacts, proposalsAfter } from '../domain/interventions/propose.ts';
import type { NightDecision } from '../domain/nights.ts';
import { standingNotices } from '../domain/safety-notice.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { interventionIdOf, onIntervention } from './intervention-commands.ts';
import { createLanes } from './lanes.ts';
import { safetyOf } from './safety-notices.ts';

export interface DecidedNight {
  readonly eventId: string;
  readonly decision: NightDecision;
}

export interface ProposeContext {
  readonly store: EventStore;
  /** Decisions of other rule sets are for comparison alone. */
  readonly ruleset: string;
  /** The person's standing decisions, newest night first. */
  readonly latestNights: (userId: string, count: number) => Promise<readonly DecidedNight[]>;
  readonly interventions: (userId: string) => Promise<readonly InterventionState[]>;
  readonly personFacts: (userId: string) => Promise<PersonFacts>;
  /** Resolves when those above hold everything up to the position, and its red flags are in the log. */
  readonly waitForFacts: (position: Position) => Promise<void>;
  readonly now: () => Date;
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

const proposeTo = async (context: ProposeContext, userId: string, cause: Recorded): Promise<void> => {
  const nights = await context.latestNights(userId, recentNights);
  const newest = nights[0];
  if (newest === undefined || !isNear(newest.decision.date, context.now().getTime())) return;
  const safety = await safetyOf(context.store, userId);
  const proposals = proposalsAfter({
    night: newest.decision,
    eventId: newest.eventId,
    recent: nights.map(({ decision }) => decision),
    past: await context.interventions(userId),
    facts: await context.personFacts(userId),
    withheld: standingNotices(safety, context.now().toISOString()).flatMap(({ withholds }) => withholds),
    idOf: interventionIdOf,
  });
  for (const proposal of proposals)
    await onIntervention(
      context.store,
      proposal.interventionId,
      { type: 'propose', proposal },
      {
        id: `propose:${proposal.interventionId}`,
        correlationId: cause.metadata.correlationId,
        causationId: newest.eventId,
        actor: 'process:propose',
        subject: userId,
      },
    );
};
