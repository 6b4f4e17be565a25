import fc from 'fast-check';
import { expect, it } from 'vitest';
import { steadyNight, steadyNights } from './autonomic/night-fixtures.ts';
import { withExtras } from './night-extras-of.ts';
import { noProfile, type ToldDay } from './told-days.ts';

const at = '2026-12-01T08:00:00.000Z';
const told = (over: Partial<ToldDay>): ToldDay => ({
  extras: {},
  sessions: [],
  restDay: false,
  profile: noProfile,
  saidAt: at,
  eventIds: ['words'],
  ...over,
});

it('leaves nights about which nothing was said as they are', () => {
  expect(withExtras(steadyNights(5), new Map(), [])).toEqual(steadyNights(5));
});

it('gives a night what was said of its date, and the load of the day before', () => {
  const [first, second] = steadyNights(2);
  const nights = withExtras(
    [second!, first!],
    new Map([
      [first!.date, told({ sessions: [{ rating: 5, minutes: 60 }] })],
      [second!.date, told({ extras: { contexts: ['alcohol'] } })],
    ]),
    [],
  );
  expect(nights[0]).toEqual(first);
  expect(nights[1]).toEqual({
    ...second,
    extras: { contexts: ['alcohol'], dayLoad: 300, eventIds: { words: ['words'], load: ['words'] } },
    recordedAt: at,
  });
});

it('keeps what the night itself says beside it', () => {
  const night = { ...steadyNight(0), extras: { artefactShare: 0.07 } };
  const [found] = withExtras(
    [night],
    new Map([[night.date, told({ extras: { contexts: ['alcohol'] } })]]),
    [],
  );
  expect(found!.extras).toEqual({
    artefactShare: 0.07,
    contexts: ['alcohol'],
    eventIds: { words: ['words'] },
  });
});

it('makes a night without values of a date that only words know', () => {
  const { date } = steadyNight(3);
  const nights = withExtras(
    steadyNights(2),
    new Map([[date, told({ extras: { symptoms: ['fever'] } })]]),
    [],
  );
  expect(nights).toHaveLength(3);
  expect(nights[2]).toMatchObject({ date, rmssdMs: null, extras: { symptoms: ['fever'] }, recordedAt: at });
});

it('takes the load of a workout from its heart rate, with the newest resting heart rate up to its day', () => {
  const nights = steadyNights(3).map((night, day) => ({
    ...night,
    restingHeartRatePerMin: [50, null, 90][day]!,
  }));
  const { date } = nights[1]!;
  const workout = {
    document: 'terra:run',
    date,
    startMs: 0,
    endMs: 3_600_000,
    heartRate: 150,
    recordedAt: '2026-01-01T00:00:00.000Z',
    eventId: 'run',
  };
  const profile = { ...noProfile, maximalHeartRate: 190, impulseWeights: 'men' as const };
  const asleep = nights.map((night) => ({ ...night, nightHeartRatePerMin: null }));
  const found = withExtras(asleep, new Map([[nights[0]!.date, told({ profile })]]), [workout]);
  expect(found[2]!.extras!.dayLoad).toBeCloseTo(108.095359, 4);
  expect(found[2]!.extras!.eventIds).toEqual({ load: ['run'] });
});

interface LifeDay {
  readonly rating: number | null;
  readonly heartRate: number | null;
  readonly restDay: boolean;
  readonly maximalHeartRate: number | null;
}

it('gives earlier nights the same, whatever is told or trained later', () => {
  const nights = steadyNights(12);
  const day = fc.record({
    rating: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
    heartRate: fc.option(fc.integer({ min: 100, max: 180 }), { nil: null }),
    restDay: fc.boolean(),
    maximalHeartRate: fc.option(fc.constant(190), { nil: null }),
  });
  const lives = fc.array(day, { minLength: 12, maxLength: 12 });
  const extrasOf = (life: readonly LifeDay[]) => {
    const words = life.map(({ rating, restDay, maximalHeartRate }, index): [string, ToldDay] => [
      nights[index]!.date,
      told({
        sessions: rating === null ? [] : [{ rating, minutes: 40 }],
        restDay,
        profile: { ...noProfile, maximalHeartRate, impulseWeights: maximalHeartRate === null ? null : 'men' },
      }),
    ]);
    const workouts = life.flatMap(({ heartRate }, index) =>
      heartRate === null
        ? []
        : [
            {
              document: `run-${index}`,
              date: nights[index]!.date,
              startMs: 0,
              endMs: 3_600_000,
              heartRate,
              recordedAt: at,
              eventId: 'run',
            },
          ],
    );
    return withExtras(nights, new Map(words), workouts);
  };
  fc.assert(
    fc.property(lives, lives, fc.integer({ min: 0, max: 11 }), (life, other, from) => {
      const before = extrasOf(life).slice(0, from + 1);
      expect(extrasOf([...life.slice(0, from), ...other.slice(from)]).slice(0, from + 1)).toEqual(before);
    }),
    { numRuns: 1_000 },
  );
});
