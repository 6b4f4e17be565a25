import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../body-cutter.ts';
import { provider as healthkit } from '../index.ts';
import { createExportReader } from './read-export.ts';

const nowMs = Date.UTC(2026, 10, 21);
const WATCH = 'Ada’s Apple\u00a0Watch';

const read = (inside: string, chunk = 1_000) => {
  const bodies: string[] = [];
  const reader = createExportReader((body) => bodies.push(body.toString()));
  const bytes = Buffer.from(`<?xml version="1.0"?><HealthData>\n<Me a="b"/>${inside}</HealthData>`);
  for (let at = 0; at < bytes.length; at += chunk) reader.write(bytes.subarray(at, at + chunk));
  reader.end();
  return { bodies, counts: reader.counts };
};
const documentsOf = (inside: string) =>
  read(inside).bodies.flatMap(
    (body) => healthkit.normalise({ userId: 'ada' }, JSON.parse(body), nowMs).documents,
  );
const readingsOf = (inside: string) => documentsOf(inside).flatMap((document) => document.readings);

interface Given {
  readonly source?: string;
  readonly unit?: string;
  readonly start?: string;
  readonly end?: string;
  readonly device?: string;
}
const record = (type: string, value: string | number, given: Given = {}) => {
  const { source = WATCH, unit, start = '2026-03-28 10:00:00 +0100', end = start, device = '0x1' } = given;
  return `<Record type="HK${type}" sourceName="${source}" sourceVersion="26.2" device="&lt;&lt;HKDevice: ${device}&gt;&gt;"${unit === undefined ? '' : ` unit="${unit}"`} creationDate="${end}" startDate="${start}" endDate="${end}" value="${value}"/>\n`;
};
const quantity = (name: string, value: string | number, unit: string, given: Given = {}) =>
  record(`QuantityTypeIdentifier${name}`, value, { unit, ...given });
const stage = (name: string, start: string, end: string, source = WATCH) =>
  record('CategoryTypeIdentifierSleepAnalysis', `HKCategoryValueSleepAnalysis${name}`, {
    start,
    end,
    source,
  });

describe('records', () => {
  it.each([
    ['OxygenSaturation', 0.97, '%', 97],
    ['BodyFatPercentage', 0.21, '%', 21],
    ['ActiveEnergyBurned', 418.4, 'kJ', 100],
    ['DistanceWalkingRunning', 1, 'mi', 1_609.344],
    ['BodyMass', 154, 'lb', 69.85322498],
    ['BodyTemperature', 98.6, 'degF', 37],
    ['BloodGlucose', 5, 'mmol&lt;180.1558800000541&gt;/L', 90.08],
    ['HeartRate', 61, 'count/min', 61],
  ])('%s %d %s is %d', (type, value, unit, expected) => {
    const [reading, ...others] = readingsOf(quantity(type, value, unit));
    expect(others).toEqual([]);
    expect(reading).toMatchObject({
      value: expect.closeTo(expected, 9),
      source: WATCH,
      localDate: '2026-03-28',
    });
  });

  it('inside a correlation are left out: they are at the top, too', () => {
    const systolic = quantity('BloodPressureSystolic', 120, 'mmHg');
    const { counts } = read(`<Correlation type="x">${systolic}</Correlation>${systolic}`);
    expect(counts).toMatchObject({ records: 2, mapped: 1 });
    expect([...counts.ignored]).toEqual([['Correlation', 1]]);
    expect(readingsOf(`<Correlation type="x">${systolic}</Correlation>`)).toEqual([]);
  });

  it('of types without a metric, and activity summaries, are counted and left out', () => {
    const { bodies, counts } = read(
      `${quantity('StairSpeed', 1, 'm/s')}<ActivitySummary dateComponents="2026-03-28"/>`,
    );
    expect(bodies).toEqual([]);
    expect([...counts.ignored]).toEqual([
      ['HKQuantityTypeIdentifierStairSpeed', 1],
      ['ActivitySummary', 1],
    ]);
  });

  it('that cannot be read are set aside, not lost', () => {
    const [document] = documentsOf(quantity('HeartRate', 'fast', 'count/min'));
    expect(document!.quarantined).toMatchObject([
      { metric: 'heart_rate', reason: 'not_a_number', raw: '"fast"' },
    ]);
  });
});

describe('workouts', () => {
  const times = 'startDate="2026-03-28 18:02:00 +0100" endDate="2026-03-28 18:41:00 +0100"';
  const energy = `<WorkoutStatistics type="HKQuantityTypeIdentifierActiveEnergyBurned" ${times} sum="412.3" unit="kcal"/>`;
  const valuesOf = (xml: string) =>
    readingsOf(xml).map(({ metric, statistic, context, value }) => [metric, statistic, context, value]);

  it('have their statistics, and not those of their parts', () => {
    const rate = `<WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" ${times} average="148.2" minimum="98" maximum="181" unit="count/min"/>`;
    const xml = `<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="39.0" durationUnit="min" sourceName="W" ${times}>
      <WorkoutActivity uuid="1">${energy}</WorkoutActivity>${rate}${energy}</Workout>`;
    expect(valuesOf(xml)).toEqual([
      ['active_duration', 'sum', 'workout', 2_340],
      ['energy_expended.active', 'sum', 'workout', 412.3],
      ['heart_rate', 'average', 'workout', 148.2],
      ['heart_rate', 'minimum', 'workout', 98],
      ['heart_rate', 'maximum', 'workout', 181],
    ]);
    expect(read(xml).bodies[0]).toContain('HKWorkoutActivityTypeRunning');
  });

  it('of older exports say distance and energy themselves', () => {
    const xml = `<Workout workoutActivityType="x" duration="10" durationUnit="min" totalDistance="2" totalDistanceUnit="km" totalEnergyBurned="418.4" totalEnergyBurnedUnit="kJ" sourceName="W" ${times}/>`;
    expect(valuesOf(xml)).toEqual([
      ['active_duration', 'sum', 'workout', 600],
      ['distance', 'sum', 'workout', 2_000],
      ['energy_expended.active', 'sum', 'workout', expect.closeTo(100, 9)],
    ]);
  });
});

describe('a night', () => {
  it('that goes on after noon, its segments in any order, is one sleep in one body', () => {
    const segments = [
      stage('AsleepCore', '2026-03-28 08:00:00 +0100', '2026-03-28 11:50:00 +0100'),
      stage('AsleepDeep', '2026-03-28 11:50:00 +0100', '2026-03-28 12:20:00 +0100'),
      stage('AsleepREM', '2026-03-28 12:30:00 +0100', '2026-03-28 13:00:00 +0100'),
    ];
    const [document, ...others] = documentsOf([segments[2], segments[0], segments[1]].join(''));
    expect(others).toEqual([]);
    expect(document!.readings.filter(({ statistic }) => statistic === 'sum')).toMatchObject([
      { metric: 'sleep_duration.total', value: 4 * 3_600 + 50 * 60 },
      { metric: 'sleep_duration.deep', value: 1_800 },
      { metric: 'sleep_duration.light', value: 13_800 },
      { metric: 'sleep_duration.rem', value: 1_800 },
    ]);
  });

  it('of two sources that begin in the same second is two documents', () => {
    const [from, to] = ['2026-03-28 23:00:00 +0100', '2026-03-29 07:00:00 +0200'];
    const found = documentsOf(stage('InBed', from, to, 'Ada’s iPhone') + stage('AsleepCore', from, to));
    expect(new Set(found.map(({ documentKey }) => documentKey)).size).toBe(2);
  });
});

describe('bodies', () => {
  const minute = (index: number) => String(index % 60).padStart(2, '0');
  const day = (date: string, count: number, device = '0x1') =>
    Array.from({ length: count }, (_, index) =>
      quantity('HeartRate', 60 + (index % 9), 'count/min', {
        start: `${date} ${String(Math.floor(index / 60) % 24).padStart(2, '0')}:${minute(index)}:00 +0100`,
        device,
      }),
    ).join('');

  it('are the same bytes wherever the file was cut, and whatever the device is called this time', () => {
    const inside =
      day('2026-03-28', 100) + stage('AsleepCore', '2026-03-28 23:00:00 +0100', '2026-03-29 05:00:00 +0100');
    const first = read(inside, 1_000_000).bodies;
    expect(first).toHaveLength(2);
    expect(read(inside, 7).bodies).toEqual(first);
    expect(read(inside.replaceAll('0x1', '0x2abc'), 100).bodies).toEqual(first);
  });

  it('of the next export are those of this one, and new ones', () => {
    const [first, next] = [day('2026-03-28', 100), day('2026-03-29', 50)];
    expect(read(first + next).bodies).toEqual([...read(first).bodies, ...read(next).bodies]);
  });

  it('have at most 2000 samples and 128 KiB, and lose none', () => {
    const { bodies } = read(day('2026-03-28', 4_500));
    expect(bodies.length).toBeGreaterThan(2);
    for (const body of bodies) expect(body.length).toBeLessThanOrEqual(MAX_BODY_BYTES + 2);
    const counts = bodies.map((body) => JSON.parse(body).samples.length as number);
    expect([Math.max(...counts) <= 2_000, counts.reduce((a, b) => a + b)]).toEqual([true, 4_500]);
  });

  it('of a file that breaks off are only those that were complete', () => {
    const bodies: Buffer[] = [];
    const reader = createExportReader((body) => bodies.push(body));
    reader.write(Buffer.from(`<HealthData>${day('2026-03-28', 50)}`));
    expect(() => reader.end()).toThrow(expect.objectContaining({ code: 'export_truncated' }));
    expect(bodies).toEqual([]);
  });
});
