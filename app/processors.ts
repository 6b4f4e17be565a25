import type pg from 'pg';
import { createAssessNights } from '../commands/assess-nights.ts';
import { createEnrich } from '../commands/enrich.ts';
import { createFetchQueue } from '../commands/fetching/fetch-queue.ts';
import { createFollowMode } from '../commands/follow-mode.ts';
import { createMeasureKpis } from '../commands/measure-kpis.ts';
import { createNormalise } from '../commands/normalise.ts';
import { createProposeInterventions } from '../commands/propose-interventions.ts';
import { createRemember } from '../commands/remember.ts';
import { createWatchSafety } from '../commands/watch-safety.ts';
import { createWonderAboutContexts } from '../commands/wonder-about-contexts.ts';
import { hypothesisReady } from '../domain/hypotheses/ready.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import type { ProcessManager, Processor, Projection } from '../eventstore/subscriptions/processor.ts';
import { waitFor } from '../eventstore/subscriptions/wait-for.ts';
import { warmMemory } from '../memory/warm/warm-memory.ts';
import { everyCheckIn } from '../projections/check-in-queries.ts';
import { checkIns } from '../projections/check-ins.ts';
import { contextNights, peopleWithContexts } from '../projections/context-nights.ts';
import { deliveries } from '../projections/deliveries.ts';
import { hypotheses } from '../projections/hypotheses.ts';
import { hypothesesOf } from '../projections/hypothesis-queries.ts';
import { deloadsOf } from '../projections/intervention-queries.ts';
import { interventions } from '../projections/interventions.ts';
import { inputsFor } from '../projections/night-inputs.ts';
import { latestNights, nightsBetween } from '../projections/night-queries.ts';
import { nightlyFeatures } from '../projections/nightly-features.ts';
import { nights } from '../projections/nights.ts';
import { people } from '../projections/people.ts';
import { connectedUser, ownerOfDelivery, unnamedDeliveriesOf } from '../projections/people-queries.ts';
import type { ReadDatabase } from '../projections/read-database.ts';
import { readings } from '../projections/readings.ts';
import { readModels } from '../projections/registry.ts';
import { sleeps } from '../projections/sleeps.ts';
import { timeline } from '../projections/timeline.ts';
import { vitalReadings } from '../projections/vital-readings.ts';
import { workouts } from '../projections/workouts.ts';
import { providerNamed } from '../providers/registry.ts';
import { proposalSources } from './proposal-sources.ts';

/** Everything that is built from the log and can be built again. */
export const projections: readonly Projection[] = [...readModels, warmMemory];

/** How long a reaction waits for the read model it needs before it tries again later. */
const PATIENCE_MS = 30_000;

export interface ProcessorContext {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly db: ReadDatabase;
  readonly ruleset: string;
  /** What the time is, where it is not an event's. */
  readonly now?: () => Date;
}

/** In the order data flows: deliveries become readings or fetches, readings nights, nights memories. */
export const createProcessManagers = ({
  store,
  pool,
  db,
  ruleset,
  now = () => new Date(),
}: ProcessorContext): ProcessManager[] => {
  const safety = createWatchSafety({
    store,
    nightsBetween: (userId, from, to) => nightsBetween(db, ruleset, userId, from, to),
    vitalReadings: (userId, from) => vitalReadings(db, userId, from),
    checkIns: (userId) => everyCheckIn(db, userId),
    deloads: (userId) => deloadsOf(db, userId),
    waitForData: async (position) => {
      for (const { name } of [nights, readings, checkIns, interventions])
        await waitFor(pool, name, position, PATIENCE_MS);
    },
  });
  return [
    createNormalise({
      store,
      findConnectedUser: (provider, externalUser) => connectedUser(db, provider, externalUser),
      ownerOfDelivery: (eventId) => ownerOfDelivery(db, eventId),
      unnamedDeliveriesOf: (provider, externalUser, userId) =>
        unnamedDeliveriesOf(db, provider, externalUser, userId),
      waitForPeople: async (position) => {
        await waitFor(pool, people.name, position, PATIENCE_MS);
        await waitFor(pool, deliveries.name, position, PATIENCE_MS);
      },
    }),
    createEnrich({
      pool,
      queue: createFetchQueue(pool),
      providerNamed,
      waitForPeople: (position) => waitFor(pool, people.name, position, PATIENCE_MS),
    }),
    createAssessNights({
      store,
      ruleset,
      nightInputs: (userId) => inputsFor(db, userId, ruleset),
      waitForInputs: async (position) => {
        for (const { name } of [nightlyFeatures, workouts, checkIns])
          await waitFor(pool, name, position, PATIENCE_MS);
      },
    }),
    createProposeInterventions({
      ...proposalSources(store, db, ruleset, now),
      ruleset,
      waitForFacts: async (position) => {
        // What the same night raises is to be known before anything is proposed after it.
        const read = [nights, interventions, nightlyFeatures, sleeps, workouts, checkIns, timeline];
        for (const { name } of [...read, safety]) await waitFor(pool, name, position, PATIENCE_MS);
      },
    }),
    createWonderAboutContexts({
      store,
      ruleset,
      peopleWithContexts: (userIds) => peopleWithContexts(db, ruleset, userIds),
      contextNights: (userId) => contextNights(db, ruleset, userId),
      waitForNights: (position) => waitFor(pool, nights.name, position, PATIENCE_MS),
    }),
    createMeasureKpis({
      store,
      nightsBetween: (userId, from, to) => nightsBetween(db, ruleset, userId, from, to),
      waitForNights: (position) => waitFor(pool, nights.name, position, PATIENCE_MS),
    }),
    safety,
    createFollowMode({
      store,
      newestNight: async (userId) => (await latestNights(db, ruleset, userId, 1))[0]?.decision ?? null,
      hypothesisReady: async (userId, today) => hypothesisReady(await hypothesesOf(db, userId), today),
      waitForReadModels: async (position) => {
        for (const { name } of [nights, hypotheses]) await waitFor(pool, name, position, PATIENCE_MS);
      },
    }),
    createRemember(store),
  ];
};

/** What AUREN itself rests on. What is written to engines that it can do without is in `outlets.ts`. */
export const createProcessors = (context: ProcessorContext): Processor[] => [
  ...projections,
  ...createProcessManagers(context),
];
