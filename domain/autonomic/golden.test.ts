import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { arePresent, folder, nightsOf, reason } from '../testing/real-nights.ts';
import { assessNights } from './assess.ts';
import { compareRulesets } from './compare-rulesets.ts';
import { extendedRuleset } from './extended/ruleset.ts';
import type { Features } from './features.ts';

const golden = new URL('ls-54db.golden.csv', folder);
const present = arePresent && existsSync(golden);

interface GoldenRow {
  readonly date: string;
  readonly state: string;
  readonly numbers: Readonly<Record<string, number | null>>;
}

function goldenRows(): GoldenRow[] {
  const [header, ...lines] = readFileSync(golden, 'utf8').trim().split('\n');
  const columns = header!.trim().split(',');
  return lines.map((line) => {
    const [date, state, ...cells] = line.trim().split(',');
    const numbers = cells.map((cell, index) => [columns[index + 2]!, cell === '' ? null : Number(cell)]);
    return { date: date!, state: state!, numbers: Object.fromEntries(numbers) };
  });
}

describe.skipIf(!present)(`the golden nights${reason}`, () => {
  test('every date, state, feature and empty field of ls-54db', () => {
    const rows = goldenRows();
    const nights = assessNights(nightsOf('ls-54db'));
    expect(rows.length).toBe(70);
    expect(nights.map(({ date, state }) => ({ date, state }))).toEqual(
      rows.map(({ date, state }) => ({ date, state })),
    );
    for (const [index, { date, numbers }] of rows.entries()) {
      const night = nights[index]!;
      const { illness_points, strain_points, ...features } = numbers;
      expect([night.illnessPoints, night.strainPoints], date).toEqual([illness_points, strain_points]);
      expect(Object.keys(night.features).sort()).toEqual(Object.keys(features).sort());
      for (const [name, expected] of Object.entries(features)) {
        const actual = night.features[name as keyof Features];
        if (expected === null || actual === null) expect(actual, `${date} ${name}`).toBe(expected);
        else expect(Math.abs(actual - expected), `${date} ${name}`).toBeLessThanOrEqual(1e-5);
      }
    }
  });

  test('the extended rules decide every night of the three people alike: no gap, one device, no other input', () => {
    for (const user of ['ls-54db', 'ls-2f1c', 'ls-78ab']) {
      const core = assessNights(nightsOf(user));
      const extended = assessNights(nightsOf(user), extendedRuleset.id);
      expect(compareRulesets(core, extended)).toEqual([]);
      expect(extended.map(({ features }) => features)).toEqual(core.map(({ features }) => features));
    }
  });

  test('the two other people are assessed without a gap in the calendar', () => {
    for (const user of ['ls-2f1c', 'ls-78ab']) {
      const nights = assessNights(nightsOf(user));
      const days = nights.map((night) => Date.parse(night.date) / 86_400_000);
      expect(days).toEqual(days.map((_, index) => days[0]! + index));
      expect(nights.some((night) => night.state !== 'insufficient_data')).toBe(true);
    }
  });
});
