import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AssessedNight, assessNights } from './assess.ts';
import { changedNights } from './changed-nights.ts';
import type { NightInput } from './night.ts';
import { dateAfter, nightAt } from './night-fixtures.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const often = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 8 });

const measured = fc.record({
  rmssdMs: often(between(20, 60)),
  nightHeartRatePerMin: often(fc.oneof(between(45, 75), fc.constant(0))),
  restingHeartRatePerMin: often(between(45, 75)),
  respiratoryRatePerMin: often(between(12, 20)),
  skinTemperatureCel: often(between(31, 36)),
  skinTemperatureDeviationCel: often(between(-2, 2)),
  sleepMinutes: often(between(90, 600)),
});

/** One person's nights; some days are missing altogether. */
const person = fc
  .array(fc.option(measured, { freq: 12 }), { minLength: 20, maxLength: 110, size: 'max' })
  .map((days) => days.flatMap((values, day) => (values === null ? [] : [nightAt(day, values)])));

const decision = ({
  state,
  previousState,
  confidence,
  illnessPoints,
  strainPoints,
  ...night
}: AssessedNight) => ({
  ...{ state, previousState, confidence, illnessPoints, strainPoints },
  ...{ features: night.features, flags: night.flags, rulePath: night.rulePath, missing: night.missing },
  ...{ evidence: night.evidence, contradicting: night.contradicting },
});

/** A person and the same person after one day was added or replaced. */
const corrected = fc.tuple(person, fc.nat(109), measured).map(([nights, day, values]) => {
  const late: NightInput = { ...nightAt(day, values), recordedAt: '2025-01-01T00:00:00.000Z' };
  return { nights, date: late.date, after: [...nights.filter((night) => night.date !== late.date), late] };
});

test('a constant gain of RMSSD changes no state', () => {
  fc.assert(
    fc.property(person, between(0.5, 2), (nights, gain) => {
      const louder = nights.map((night) => ({
        ...night,
        rmssdMs: night.rmssdMs === null ? null : night.rmssdMs * gain,
      }));
      const states = (of: NightInput[]) => assessNights(of).map((night) => night.state);
      expect(states(louder)).toEqual(states(nights));
    }),
  );
});

test('the order of the inputs does not matter, and a second run gives the same bytes', () => {
  fc.assert(
    fc.property(
      person.chain((nights) =>
        fc.tuple(fc.constant(nights), fc.shuffledSubarray(nights, { minLength: nights.length })),
      ),
      ([nights, shuffled]) => {
        const text = JSON.stringify(assessNights(nights));
        expect(JSON.stringify(assessNights(shuffled))).toBe(text);
        expect(JSON.stringify(assessNights(nights))).toBe(text);
      },
    ),
  );
});

test('a late correction changes no night before it', () => {
  fc.assert(
    fc.property(corrected, ({ nights, date, after }) => {
      const now = new Map(assessNights(after).map((night) => [night.date, night]));
      for (const night of assessNights(nights)) {
        if (night.date < date) expect(now.get(night.date)).toEqual(night);
      }
    }),
  );
});

test('nights of equal hash are equal decisions', () => {
  fc.assert(
    fc.property(corrected, ({ nights, after }) => {
      const before = new Map(assessNights(nights).map((night) => [night.date, night]));
      for (const night of assessNights(after)) {
        const earlier = before.get(night.date);
        if (earlier?.inputHash === night.inputHash) expect(decision(night)).toEqual(decision(earlier));
      }
    }),
  );
});

test('the evidence adds up on every night', () => {
  fc.assert(
    fc.property(person, (nights) => {
      for (const night of assessNights(nights)) {
        const items = [...night.evidence, ...night.contradicting];
        expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
        expect(items.reduce((sum, item) => sum + item.points, 0)).toBe(night.illnessPoints ?? 0);
        expect(items.reduce((sum, item) => sum + item.strain_points, 0)).toBe(night.strainPoints ?? 0);
        if (night.state === 'insufficient_data') expect(night.confidence).toBeNull();
        else expect(night.confidence).toSatisfy((value: number) => value >= 0 && value <= 100);
      }
    }),
  );
});

test('only new and differently decided nights have changed', () => {
  fc.assert(
    fc.property(corrected, ({ nights, date, after }) => {
      const first = assessNights(nights);
      expect(changedNights(new Map(), first)).toEqual(first);
      const standing = new Map(first.map((night) => [night.date, night]));
      expect(changedNights(standing, assessNights(nights))).toEqual([]);
      for (const night of changedNights(standing, assessNights(after))) {
        expect(night.date >= date || !standing.has(night.date)).toBe(true);
      }
    }),
  );
});

test('a redelivery that changes no value changes no night', () => {
  const nights = Array.from({ length: 30 }, (_, day) =>
    nightAt(day, { rmssdMs: 40 + (day % 5), sleepMinutes: 420 }),
  );
  const standing = new Map(assessNights(nights).map((night) => [night.date, night]));
  const again = nights.map((night) => ({ ...night, recordedAt: `${dateAfter(60)}T00:00:00.000Z` }));
  expect(changedNights(standing, assessNights(again))).toEqual([]);
});
