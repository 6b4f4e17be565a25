import fc from 'fast-check';
import { execute } from '../../commands/execute.ts';
import { contextTags, exclusions, reportedSymptoms } from '../../domain/autonomic/night-extras.ts';
import {
  type CheckIn,
  type CheckInEvent,
  type CheckInState,
  checkIn,
  checkInStream,
  foldCheckIns,
} from '../../domain/check-in.ts';
import { contraindications } from '../../domain/interventions/intervention-kind.ts';
import { type HealthReport, nothingReported } from '../../domain/safety/health-report.ts';
import { noProfile } from '../../domain/told-days.ts';
import type { Command, EventStore } from '../../eventstore/event-store.ts';

export type Words = Pick<CheckIn, 'checkedIn' | 'context'>;

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const some = <T>(from: readonly T[]): fc.Arbitrary<readonly T[] | null> => maybe(fc.subarray([...from]));

const health: fc.Arbitrary<HealthReport> = fc
  .record({
    insomniaNightsPerWeek: maybe(fc.integer({ min: 0, max: 7 })),
    insomniaMonths: maybe(fc.integer({ min: 0, max: 12 })),
    dizzyOrFaint: maybe(fc.boolean()),
    altitudeM: maybe(fc.integer({ min: 0, max: 3_000 })),
    deloadBeganOn: maybe(fc.constantFrom('2026-01-03', '2026-02-01')),
  })
  .map((said) => ({ ...nothingReported, ...said }));

/** Everything that a check-in can say, and what of it was left out. */
export const words: fc.Arbitrary<Words> = fc.record({
  checkedIn: maybe(
    fc.record({
      scores: fc.integer({ min: 1, max: 5 }).map((mood) => ({
        fatigue: null,
        soreness: null,
        stress: null,
        sleepQuality: null,
        mood,
      })),
      symptoms: some(reportedSymptoms),
      health: maybe(health),
      note: maybe(fc.constantFrom('fine', 'chest pain')),
      redFlags: maybe(fc.subarray(['SF1', 'SF2'] as const)),
    }),
  ),
  context: fc.record({
    contexts: some(contextTags),
    sessions: maybe(fc.constant([{ rating: 6, minutes: 50 }])),
    restDay: maybe(fc.boolean()),
    performanceChangePercent: maybe(fc.integer({ min: -20, max: 20 })),
    profile: fc
      .record({
        exclusions: some(exclusions),
        conditions: some(contraindications),
        unpromptedConsent: maybe(fc.boolean()),
      })
      .map((said) => ({ ...noProfile, ...said })),
  }),
});

export const liveCheckIn = async (
  store: EventStore,
  said: Omit<CheckIn, keyof Words> & Words,
  command: Command,
): Promise<void> => {
  await execute<CheckInState, CheckInEvent>({
    store,
    stream: checkInStream(said.userId),
    fold: (past) => foldCheckIns(past),
    decide: (state) => checkIn(said, state),
    command,
  });
};
