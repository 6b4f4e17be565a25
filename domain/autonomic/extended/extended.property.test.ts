import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AssessedNight, assessNights } from '../assess.ts';
import type { NightInput } from '../night.ts';
import { contextTags, exclusions, type NightExtras, reportedSymptoms } from '../night-extras.ts';
import { dateAfter, nightAt } from '../night-fixtures.ts';
import { extendedRuleset } from './ruleset.ts';

const assess = (nights: readonly NightInput[]) => assessNights(nights, extendedRuleset.id);
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const often = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 8 });
const score = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 8 });

const extras: fc.Arbitrary<NightExtras> = fc.record(
  {
    subjective: fc.record({
      fatigue: score,
      soreness: score,
      stress: score,
      mood: score,
      sleepQuality: score,
    }),
    symptoms: fc.subarray([...reportedSymptoms], { maxLength: 1 }),
    contexts: fc.subarray([...contextTags], { maxLength: 2 }),
    dayLoad: between(0, 1500),
    sleepNeedMin: between(400, 600),
    performanceChangePercent: between(-6, 4),
    artefactShare: between(0, 0.1),
  },
  { requiredKeys: [] },
);
const measured = fc.record({
  rmssdMs: often(between(20, 60)),
  nightHeartRatePerMin: often(between(45, 75)),
  respiratoryRatePerMin: often(between(12, 20)),
  skinTemperatureCel: often(between(31, 36)),
  sleepMinutes: often(between(200, 600)),
});
const excluding: fc.Arbitrary<NightExtras> = fc
  .subarray([...exclusions])
  .map((list) => ({ exclusions: list }));
const night = fc
  .tuple(measured, extras, fc.option(excluding, { freq: 1, nil: {} }), fc.nat(9))
  .map(([values, told, excluded, dice]) => ({
    ...values,
    extras: dice === 0 ? { ...told, ...excluded } : told,
  }));
const person = fc
  .array(fc.option(night, { freq: 12 }), { minLength: 20, maxLength: 100, size: 'max' })
  .map((days) => days.flatMap((values, day) => (values === null ? [] : [nightAt(day, values)])));
const corrected = fc.tuple(person, fc.nat(99), night).map(([nights, day, values]) => {
  const late: NightInput = { ...nightAt(day, values), recordedAt: '2025-01-01T00:00:00.000Z' };
  return { nights, date: late.date, after: [...nights.filter(({ date }) => date !== late.date), late] };
});

const decision = ({ asOf: _, inputHash: __, ...rest }: AssessedNight) => ({
  ...rest,
  evidence: rest.evidence.map(({ source, event_ids, ...item }) => item),
  contradicting: rest.contradicting.map(({ source, event_ids, ...item }) => item),
});
const runs = { numRuns: 40 };

test('a constant gain of RMSSD changes no state where the variation takes no part', () => {
  fc.assert(
    fc.property(person, between(0.5, 2), (nights, gain) => {
      const louder = nights.map((each) => ({
        ...each,
        rmssdMs: each.rmssdMs === null ? null : each.rmssdMs * gain,
      }));
      expect(assess(louder).map(({ state }) => state)).toEqual(assess(nights).map(({ state }) => state));
    }),
    runs,
  );
});

test('neither the order of the inputs nor the time zone of the server matters', () => {
  const zone = process.env['TZ'];
  try {
    fc.assert(
      fc.property(
        person.chain((nights) =>
          fc.tuple(fc.constant(nights), fc.shuffledSubarray(nights, { minLength: nights.length })),
        ),
        fc.constantFrom('UTC', 'Pacific/Auckland', 'America/St_Johns'),
        ([nights, shuffled], other) => {
          process.env['TZ'] = 'UTC';
          const text = JSON.stringify(assess(nights));
          process.env['TZ'] = other;
          expect(JSON.stringify(assess(shuffled))).toBe(text);
        },
      ),
      runs,
    );
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('a late correction changes no night before it', () => {
  fc.assert(
    fc.property(corrected, ({ nights, date, after }) => {
      const now = new Map(assess(after).map((each) => [each.date, each]));
      for (const each of assess(nights)) if (each.date < date) expect(now.get(each.date)).toEqual(each);
    }),
    runs,
  );
});

test('nights of equal hash are equal decisions', () => {
  fc.assert(
    fc.property(corrected, ({ nights, after }) => {
      const before = new Map(assess(nights).map((each) => [each.date, each]));
      for (const each of assess(after)) {
        const earlier = before.get(each.date);
        if (earlier?.inputHash === each.inputHash) expect(decision(each)).toEqual(decision(earlier));
      }
    }),
    runs,
  );
});

test('without optional inputs every night is decided as by the core rules', () => {
  const compared = (each: AssessedNight) => {
    const { state, previousState, confidence, illnessPoints, strainPoints, features, missing, rulePath } =
      each;
    return { state, previousState, confidence, illnessPoints, strainPoints, features, missing, rulePath };
  };
  const quiet = person.map((nights) => nights.map(({ extras: _, ...bare }) => bare));
  // Heart rate asleep can support `overreached` without any optional input, but one sign is never enough.
  fc.assert(
    fc.property(quiet, (nights) => {
      expect(assess(nights).map(compared)).toEqual(assessNights(nights).map(compared));
    }),
    runs,
  );
});

test('the evidence adds up, and nothing is NaN', () => {
  fc.assert(
    fc.property(person, (nights) => {
      for (const each of assess(nights)) {
        const items = [...each.evidence, ...each.contradicting];
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
        if (each.state !== 'insufficient_data') {
          expect(items.reduce((sum, { points }) => sum + points, 0)).toBe(each.illnessPoints);
          expect(items.reduce((sum, item) => sum + item.strain_points, 0)).toBe(each.strainPoints);
          expect(each.confidence).toSatisfy((value: number) => value >= 0 && value <= 100);
        }
        expect(items.every(({ value, z, delta }) => [value, z ?? 0, delta ?? 0].every(Number.isFinite))).toBe(
          true,
        );
      }
    }),
    runs,
  );
});

/** Nights that wander as real ones do: first-order autocorrelation 0.35, and a bad week now and then. */
function plausible(seed: number, count: number): NightInput[] {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
  let drift = 0;
  return Array.from({ length: count }, (_, day) => {
    drift = 0.35 * drift + Math.sqrt(1 - 0.35 ** 2) * normal();
    const bad = day % 45 > 40 ? 1.2 : 0;
    return nightAt(day, {
      rmssdMs: Math.exp(3.8 + 0.19 * (drift - bad)),
      nightHeartRatePerMin: 55 + 2.5 * (bad - 0.4 * drift + 0.9 * normal()),
      respiratoryRatePerMin: 15 + 0.5 * normal(),
      skinTemperatureCel: 33.5 + 0.4 * normal(),
      sleepMinutes: 420 + 45 * normal(),
      extras: {
        subjective: {
          fatigue: null,
          soreness: null,
          stress: 3 - bad,
          mood: 3 + uniform(),
          sleepQuality: 3 + uniform(),
        },
        dayLoad: Math.max(0, 300 + 150 * normal()),
      },
    });
  });
}

test('without one night fewer than a tenth of the other nights change their state', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const nights = plausible(seed, 150);
    const states = new Map(assess(nights).map(({ date, state }) => [date, state]));
    const removed = dateAfter(20 + ((seed * 37) % 120));
    const without = assess(nights.filter(({ date }) => date !== removed));
    const changed = without.filter(({ date, state }) => date !== removed && states.get(date) !== state);
    expect(changed.length / (without.length - 1), `seed ${seed}, without ${removed}`).toBeLessThan(0.1);
  }
});
