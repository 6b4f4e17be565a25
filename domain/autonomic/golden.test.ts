import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assessNights } from './assess.ts';
import { compareRulesets } from './compare-rulesets.ts';
import { extendedRuleset } from './extended/ruleset.ts';
import type { Features } from './features.ts';
import type { NightInput } from './night.ts';

const folder = new URL('../../../shared/data/nights/', import.meta.url);
const bodies = new URL('lifesnaps.terra.ndjson', folder);
const golden = new URL('ls-54db.golden.csv', folder);
const present = existsSync(bodies) && existsSync(golden);
const reason = present ? '' : ' (skipped: ../shared/data/nights is not here)';

/** The parts of a Terra body that the test reads. */
interface TerraBody {
  readonly type: 'sleep' | 'body';
  readonly user: { readonly reference_id: string };
  readonly data: readonly {
    readonly metadata: { readonly start_time: string; readonly end_time: string };
    readonly heart_rate_data?: {
      readonly summary: {
        readonly avg_hr_bpm: number | null;
        readonly resting_hr_bpm: number | null;
        readonly avg_hrv_rmssd: number | null;
      };
    };
    readonly respiration_data?: { readonly breaths_data: { readonly avg_breaths_per_min: number | null } };
    readonly sleep_durations_data?: {
      readonly asleep: { readonly duration_asleep_state_seconds: number | null };
    };
    readonly temperature_data?: {
      readonly skin_temperature_samples: readonly { readonly temperature_celsius: number }[];
    };
  }[];
}

function nightsOf(user: string): NightInput[] {
  const nights = new Map<string, NightInput>();
  const add = (date: string, values: Partial<NightInput>) =>
    nights.set(date, { ...(nights.get(date) ?? emptyNight(date)), ...values });
  for (const line of readFileSync(bodies, 'utf8').split('\n')) {
    if (line === '') continue;
    const body: TerraBody = JSON.parse(line);
    if (body.user.reference_id !== user) continue;
    for (const record of body.data) {
      if (body.type === 'sleep') {
        const seconds = record.sleep_durations_data?.asleep.duration_asleep_state_seconds ?? null;
        add(record.metadata.end_time.slice(0, 10), {
          rmssdMs: record.heart_rate_data?.summary.avg_hrv_rmssd ?? null,
          nightHeartRatePerMin: record.heart_rate_data?.summary.avg_hr_bpm ?? null,
          restingHeartRatePerMin: record.heart_rate_data?.summary.resting_hr_bpm ?? null,
          respiratoryRatePerMin: record.respiration_data?.breaths_data.avg_breaths_per_min ?? null,
          sleepMinutes: seconds === null ? null : seconds / 60,
        });
      } else {
        const samples = record.temperature_data?.skin_temperature_samples ?? [];
        const sum = samples.reduce((total, sample) => total + sample.temperature_celsius, 0);
        add(record.metadata.start_time.slice(0, 10), {
          skinTemperatureCel: samples.length === 0 ? null : sum / samples.length,
        });
      }
    }
  }
  return [...nights.values()];
}

function emptyNight(date: string): NightInput {
  return {
    date,
    rmssdMs: null,
    nightHeartRatePerMin: null,
    restingHeartRatePerMin: null,
    respiratoryRatePerMin: null,
    skinTemperatureCel: null,
    skinTemperatureDeviationCel: null,
    sleepMinutes: null,
    recordedAt: `${date}T08:00:00.000Z`,
  };
}

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
