import type { Logger } from 'pino';
import { passInterventions } from '../commands/pass-interventions.ts';
import { otherMeasures } from '../domain/interventions/other-measures.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import { pause } from '../eventstore/subscriptions/wake-up.ts';
import { dueInterventions, interventionsOf } from '../projections/intervention-queries.ts';
import { nightInputs } from '../projections/night-inputs.ts';
import { nightsBetween } from '../projections/night-queries.ts';
import type { ReadDatabase } from '../projections/read-database.ts';
import { sleepsBetween } from '../projections/sleep-queries.ts';

const EVERY_MS = 60 * 60_000;

export interface PassingOptions {
  readonly store: EventStore;
  readonly db: ReadDatabase;
  /** Outcomes are told from nights as this rule set decided them. */
  readonly ruleset: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** At once and then every hour, until the signal. Several workers may: what one has done, another finds done. */
export const keepInterventionsPassing = async (options: PassingOptions): Promise<void> => {
  const { store, db, ruleset, logger, signal } = options;
  while (!signal.aborted) {
    try {
      const changed = await passInterventions(
        {
          store,
          dueInterventions: (today, after, limit) => dueInterventions(db, today, after, limit),
          nightsBetween: async (userId, from, to) =>
            (await nightsBetween(db, ruleset, userId, from, to)).map(({ decision }) => decision),
          otherMeasures: async (userId, from, to) => {
            const inputs = await nightInputs(db, userId);
            return otherMeasures(await sleepsBetween(db, userId, from, to), inputs);
          },
          interventions: (userId) => interventionsOf(db, userId),
          now: () => new Date(),
        },
        signal,
      );
      if (changed > 0) logger.info({ changed }, 'interventions expired, ended or were evaluated');
    } catch (error) {
      logger.warn(
        { error: error instanceof Error ? error.name : 'unknown' },
        'interventions could not be looked at; will try again',
      );
    }
    await pause(EVERY_MS, signal);
  }
};
