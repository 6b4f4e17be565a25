import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AssessedNight, assessNights } from '../assess.ts';
import type { BaselineValue, NightInput, ValueSource } from '../night.ts';
import { nightAt } from '../night-fixtures.ts';
import { coreRuleset } from '../ruleset.ts';
import { extendedRuleset } from './ruleset.ts';

// People who change between devices and often wear two of them, with gaps of every length.

const assess = (nights: readonly NightInput[]) => assessNights(nights, extendedRuleset.id);
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const often = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 8 });

const devices = ['ring', 'watch', 'band'] as const;
const device = fc.constantFrom(...devices);
const measured = fc.record({
  rmssdMs: often(between(20, 60)),
  nightHeartRatePerMin: often(between(45, 75)),
  respiratoryRatePerMin: often(between(12, 20)),
  skinTemperatureCel: often(between(31, 36)),
});
const night = fc.record({
  own: measured,
  other: fc.option(fc.tuple(device, measured), { freq: 2 }),
  sleepMinutes: often(between(200, 600)),
});
const stretch = fc.record({
  worn: device,
  nights: fc.array(fc.option(night, { freq: 12 }), { minLength: 1, maxLength: 40, size: 'max' }),
  gap: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(60) }),
});
type Stretch = Parameters<Parameters<typeof stretch.map>[0]>[0];

const sourcesOf = (values: object, worn: string, day: number) =>
  Object.fromEntries(Object.keys(values).map((name) => [name, sourceOf(worn, day, name)]));
const sourceOf = (worn: string, day: number, metric: string): ValueSource => ({
  eventId: `${worn} ${day}`,
  provider: 'terra',
  device: worn,
  metric,
  documentKey: `${worn} ${day}`,
});

function laidOut(stretches: readonly Stretch[]): NightInput[] {
  const found: NightInput[] = [];
  let day = 0;
  for (const { worn, nights, gap } of stretches) {
    for (const told of nights) {
      if (told !== null) {
        const [beside, values] = told.other ?? [worn, {}];
        found.push({
          ...nightAt(day, { ...told.own, sleepMinutes: told.sleepMinutes }),
          sources: sourcesOf(told.own, worn, day),
          doubleWear: Object.entries(values).flatMap(([name, value]) =>
            value === null
              ? []
              : [{ name: name as BaselineValue, value, source: sourceOf(beside, day, name) }],
          ),
        });
      }
      day++;
    }
    day += gap;
  }
  return found;
}
const person = fc.array(stretch, { minLength: 3, maxLength: 5 }).map(laidOut);

const decision = ({ asOf: _, inputHash: __, ...rest }: AssessedNight) => rest;
const runs = { numRuns: 40 };

test('such people are classified with bridged references', () => {
  const nights = fc.sample(person, { numRuns: 40, seed: 5 }).flatMap(assess);
  const bridged = nights.filter(
    ({ flags, state }) => flags.includes('bridged_reference') && state !== 'insufficient_data',
  );
  expect(bridged.length).toBeGreaterThan(100);
});

test('the core rules look at no double wear', () => {
  fc.assert(
    fc.property(person, (nights) => {
      const bare = nights.map(({ doubleWear: _, ...rest }) => rest);
      expect(JSON.stringify(assessNights(nights))).toBe(JSON.stringify(assessNights(bare)));
    }),
    runs,
  );
});

test('a constant gain of RMSSD of one device changes no state', () => {
  fc.assert(
    fc.property(person, device, between(0.5, 2), (nights, loud, gain) => {
      const gainOf = (source: ValueSource | undefined) => (source?.device === loud ? gain : 1);
      const louder = nights.map((each) => ({
        ...each,
        rmssdMs: each.rmssdMs === null ? null : each.rmssdMs * gainOf(each.sources?.rmssdMs),
        doubleWear: each.doubleWear!.map((other) =>
          other.name === 'rmssdMs' ? { ...other, value: other.value * gainOf(other.source) } : other,
        ),
      }));
      expect(assess(louder).map(({ state }) => state)).toEqual(assess(nights).map(({ state }) => state));
    }),
    runs,
  );
});

test('neither the order of the nights nor that of the other values matters', () => {
  const shuffled = person.chain((nights) =>
    fc.tuple(fc.constant(nights), fc.shuffledSubarray(nights, { minLength: nights.length })),
  );
  fc.assert(
    fc.property(shuffled, ([nights, other]) => {
      const turned = other.map((each) => ({ ...each, doubleWear: each.doubleWear!.toReversed() }));
      expect(JSON.stringify(assess(turned))).toBe(JSON.stringify(assess(nights)));
    }),
    runs,
  );
});

test('each night is decided as if it were the newest', () => {
  fc.assert(
    fc.property(person, fc.array(between(0, 1), { minLength: 5, maxLength: 5 }), (nights, shares) => {
      const whole = new Map(assess(nights).map((each) => [each.date, each]));
      for (const share of shares) {
        const known = nights.slice(0, 1 + Math.floor(share * (nights.length - 1)));
        if (!hasHeartRateAndTemperature(known)) continue;
        const newest = assess(known).at(-1);
        if (newest !== undefined) expect(newest).toEqual(whole.get(newest.date));
      }
    }),
    runs,
  );
});

test('a late correction changes no night before it', () => {
  fc.assert(
    fc.property(person, fc.nat(), night, device, (nights, at, told, worn) => {
      const index = 20 + (at % nights.length);
      const old = nights[index];
      if (old === undefined || !hasHeartRateAndTemperature(nights.slice(0, index))) return;
      const day = Math.round((Date.parse(old.date) - Date.UTC(2024, 0, 1)) / 86_400_000);
      const [late] = laidOut([{ worn, nights: [told], gap: 0 }]);
      const moved = { ...late!, date: nightAt(day).date };
      const after = nights.toSpliced(index, 1, moved);
      const now = new Map(assess(after).map((each) => [each.date, each]));
      for (const each of assess(nights)) if (each.date < old.date) expect(now.get(each.date)).toEqual(each);
    }),
    runs,
  );
});

test('nights of equal hash are equal decisions', () => {
  fc.assert(
    fc.property(person, fc.nat(), (nights, at) => {
      const index = at % nights.length;
      const { doubleWear: _, ...bare } = nights[index]!;
      const before = new Map(assess(nights).map((each) => [each.date, each]));
      for (const each of assess(nights.toSpliced(index, 1, bare))) {
        const earlier = before.get(each.date)!;
        if (each.inputHash !== earlier.inputHash) continue;
        expect(withoutEvents(each)).toEqual(withoutEvents(earlier));
      }
    }),
    runs,
  );
});

test('without double wear and without a gap of more than 45 days all is decided as by the core rules', () => {
  const compared = ({ state, confidence, features, flags, rulePath, baselineStatus }: AssessedNight) => ({
    ...{ state, confidence, features, rulePath, baselineStatus },
    flags: flags.filter((flag) => flag !== 'baseline_shift'),
  });
  const single = fc
    .array(
      stretch.map((each) => ({ ...each, gap: each.gap % 20 })),
      { minLength: 3, maxLength: 5 },
    )
    .map((stretches) => laidOut(stretches).map(({ doubleWear: _, ...rest }) => rest));
  fc.assert(
    fc.property(single, (nights) => {
      expect(assess(nights).map(compared)).toEqual(assessNights(nights, coreRuleset.id).map(compared));
    }),
    runs,
  );
});

test('after a gap of more than 14 days no night is classified before three of the last seven', () => {
  fc.assert(
    fc.property(person, (nights) => {
      const known = new Set(nights.filter(({ rmssdMs }) => rmssdMs !== null).map(({ date }) => date));
      const assessed = assess(nights);
      let missing = 0;
      let sinceGap = Number.POSITIVE_INFINITY;
      for (const [index, { date, state }] of assessed.entries()) {
        missing = known.has(date) ? 0 : missing + 1;
        sinceGap = missing > 14 ? 0 : sinceGap + 1;
        const week = assessed.slice(Math.max(0, index - 6), index + 1);
        const waits = sinceGap < 7 && week.filter((each) => known.has(each.date)).length < 3;
        if (waits) expect(state, date).toBe('insufficient_data');
      }
    }),
    runs,
  );
});

/** The first heart rate asleep and the first absolute temperature of a person may change nights before them. */
function hasHeartRateAndTemperature(nights: readonly NightInput[]): boolean {
  return (
    nights.some((each) => each.nightHeartRatePerMin !== null) &&
    nights.some((each) => each.skinTemperatureCel !== null)
  );
}

/** Event ids take no part in a decision. */
const withoutEvents = (night: AssessedNight) => {
  const { evidence, contradicting, ...rest } = decision(night);
  return { ...rest, items: [...evidence, ...contradicting].map(({ event_ids: _, ...item }) => item) };
};
