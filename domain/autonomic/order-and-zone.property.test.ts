import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessNights, rulesetIds } from './assess.ts';
import type { NightInput, ValueSource } from './night.ts';
import { contextTags, type NightExtras, reportedSymptoms } from './night-extras.ts';
import { nightAt } from './night-fixtures.ts';

const often = (min: number, max: number) => fc.option(fc.double({ min, max, noNaN: true }), { freq: 8 });
const score = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 8 });

const extras: fc.Arbitrary<NightExtras> = fc.record({
  subjective: fc.record({ fatigue: score, soreness: score, stress: score, mood: score, sleepQuality: score }),
  symptoms: fc.subarray([...reportedSymptoms], { maxLength: 1 }),
  contexts: fc.subarray([...contextTags], { maxLength: 2 }),
  dayLoad: fc.double({ min: 0, max: 1_500, noNaN: true }),
  sleepNeedMin: fc.constant(480),
});
const source = (metric: string): fc.Arbitrary<ValueSource> =>
  fc.constantFrom('FITBIT', 'OURA').map((device) => ({
    eventId: `event of ${metric}`,
    provider: 'terra',
    device,
    metric,
    documentKey: 'sleep:1',
  }));
const night: fc.Arbitrary<Partial<NightInput>> = fc.record({
  rmssdMs: often(20, 60),
  nightHeartRatePerMin: often(45, 75),
  restingHeartRatePerMin: often(45, 75),
  respiratoryRatePerMin: often(12, 20),
  skinTemperatureCel: often(31, 36),
  sleepMinutes: often(200, 600),
  sources: fc.record({ rmssdMs: source('rmssd'), nightHeartRatePerMin: source('heart_rate') }),
  extras,
});
const person = fc
  .array(night, { minLength: 20, maxLength: 60 })
  .map((nights) => nights.map((values, day) => nightAt(day, values)));

/** The same with every list of keys in another order: that in which channels, sources and words were delivered. */
const reordered = <T>(part: T, turn: number): T => {
  if (Array.isArray(part)) return part.map((each) => reordered(each, turn)) as T;
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => [key, reordered(value, turn)] as const);
  const from = entries.length === 0 ? 0 : turn % entries.length;
  return Object.fromEntries([...entries.slice(from), ...entries.slice(0, from)].reverse()) as T;
};

test.each(rulesetIds)('the order of channels and of keys does not matter by %s', (ruleset) => {
  fc.assert(
    fc.property(person, fc.nat(20), (nights, turn) => {
      const other = reordered(nights, turn);
      expect(Object.keys(other[0]!)).not.toEqual(Object.keys(nights[0]!));
      expect(JSON.stringify(assessNights(other, ruleset))).toBe(
        JSON.stringify(assessNights(nights, ruleset)),
      );
    }),
    { numRuns: 40 },
  );
});

test.each(rulesetIds)('the time zone of the server does not matter by %s', (ruleset) => {
  const before = process.env['TZ'];
  const zones = fc.constantFrom(
    'Pacific/Auckland',
    'America/St_Johns',
    'Pacific/Kiritimati',
    'Europe/Berlin',
  );
  try {
    fc.assert(
      fc.property(person, zones, (nights, zone) => {
        process.env['TZ'] = 'UTC';
        const text = JSON.stringify(assessNights(nights, ruleset));
        process.env['TZ'] = zone;
        expect(JSON.stringify(assessNights(nights, ruleset))).toBe(text);
      }),
      { numRuns: 30 },
    );
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});
