import type { ProposalSources } from '../commands/propose-interventions.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import { habitSignals } from '../projections/habit-signals.ts';
import { interventionsOf } from '../projections/intervention-queries.ts';
import { latestNights } from '../projections/night-queries.ts';
import { personFacts } from '../projections/person-facts.ts';
import type { ReadDatabase } from '../projections/read-database.ts';

/** What a choice of interventions rests on, for whoever proposes: the worker unasked, the gateway to somebody who asks. */
export const proposalSources = (
  store: EventStore,
  db: ReadDatabase,
  ruleset: string,
  now: () => Date,
): ProposalSources => ({
  store,
  latestNights: (userId, count) => latestNights(db, ruleset, userId, count),
  interventions: (userId) => interventionsOf(db, userId),
  personFacts: (userId) => personFacts(db, userId, now()),
  habitSignals: (userId, date) => habitSignals(db, userId, date),
  now,
});
