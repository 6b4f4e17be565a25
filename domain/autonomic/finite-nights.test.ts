import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maybe, notFinite, odd, tame } from '../testing/odd-numbers.ts';
import { assessNights, rulesetIds } from './assess.ts';
import type { NightInput } from './night.ts';
import type { NightExtras } from './night-extras.ts';
import { nightAt } from './night-fixtures.ts';

const oddExtras: fc.Arbitrary<NightExtras> = fc.record({
  subjective: fc.record({ fatigue: maybe, soreness: maybe, stress: maybe, mood: maybe, sleepQuality: maybe }),
  contexts: fc.subarray(['alcohol', 'travel'] as const),
  dayLoad: odd,
  sleepNeedMin: odd,
  performanceChangePercent: odd,
  artefactShare: odd,
});
const oddNight: fc.Arbitrary<Partial<NightInput>> = fc.record({
  rmssdMs: fc.oneof(tame, maybe),
  nightHeartRatePerMin: fc.oneof(tame, maybe),
  restingHeartRatePerMin: maybe,
  respiratoryRatePerMin: maybe,
  skinTemperatureCel: maybe,
  skinTemperatureDeviationCel: maybe,
  sleepMinutes: fc.oneof(fc.double({ min: 300, max: 500, noNaN: true }), maybe),
  extras: oddExtras,
});

test.each(rulesetIds)('nights assessed by %s tell no NaN and no infinity', (ruleset) => {
  fc.assert(
    fc.property(fc.array(oddNight, { maxLength: 45 }), (nights) => {
      expect(
        notFinite(
          assessNights(
            nights.map((night, day) => nightAt(day, night)),
            ruleset,
          ),
        ),
      ).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
