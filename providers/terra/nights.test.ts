import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { at } from '../json.ts';
import { provider as terra } from './index.ts';
import { nowMs } from './testing.ts';

const file = new URL('../../../shared/data/nights/lifesnaps.terra.ndjson', import.meta.url);

test.skipIf(!existsSync(file))(
  'real nights give every value they have (skipped where the data is not present)',
  () => {
    const bodies = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { data: unknown[] });
    const paths = {
      'heart_rate_variability.rmssd': ['heart_rate_data', 'summary', 'avg_hrv_rmssd'],
      heart_rate: ['heart_rate_data', 'summary', 'avg_hr_bpm'],
      resting_heart_rate: ['heart_rate_data', 'summary', 'resting_hr_bpm'],
      respiratory_rate: ['respiration_data', 'breaths_data', 'avg_breaths_per_min'],
      'sleep_duration.total': ['sleep_durations_data', 'asleep', 'duration_asleep_state_seconds'],
    };
    const documents = bodies.flatMap((body) => terra.normalise({ userId: null }, body, nowMs).documents);
    expect(documents).toHaveLength(bodies.length);
    expect(documents.flatMap(({ quarantined }) => quarantined)).toEqual([]);

    const readings = documents.flatMap((document) => document.readings);
    for (const [metric, path] of Object.entries(paths)) {
      const sent = bodies
        .flatMap(({ data }) => data.map((entry) => at(entry, path)))
        .filter((value) => value);
      expect(readings.filter((reading) => reading.metric === metric).map(({ value }) => value)).toEqual(sent);
    }
  },
);
