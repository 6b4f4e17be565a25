import { describe, expect, it, test } from 'vitest';
import { beatIntervals } from './beats.ts';
import { provider as healthkit } from './index.ts';

const lengths = (...times: unknown[]) =>
  beatIntervals(times.map((time) => ({ bpm: 55, time }))).map(({ lengthMs }) => lengthMs);

test.each([
  [['9:00:01.00', '9:00:02.10'], [1_100]],
  [['6:14:48.94 PM', '6:14:49.90 PM'], [960]],
  [
    ['2:01:02,51 AM', '2:01:03,60 AM', '2:01:04,73 AM'],
    [1_090, 1_130],
  ],
  [
    ['11:59:59.50\u202fPM', '12:00:00.40\u202fAM', '12:00:01.40\u202fAM'],
    [900, 1_000],
  ],
  [['23:59:59,50', '00:00:00,40'], [900]],
  [['12:59:59.50 PM', '1:00:00.40 PM'], [900]],
  [['오전 9:00:01.00', '오전 9:00:02.00'], [1_000]],
  [['9:00:01.00', 'no time', '9:00:03.00', '9:00:04.00'], [1_000]],
  [['9:00:01.00', '9:00:01.00'], []],
  [['9:00:01.00', '7:00:00.00', '7:00:01.00'], [1_000]],
])('%j are %j ms apart', (times, expected) => {
  expect(lengths(...times)).toEqual(expected);
});

test.each([[undefined], [null], [7], [[1, null, {}]], ['beats']])('%j are no beats', (beats) => {
  expect(beatIntervals(beats)).toEqual([]);
});

describe('a sample of SDNN with its beats', () => {
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 22).replace('.', ',');
  const documents = (beats: readonly unknown[]) =>
    healthkit.normalise(
      { userId: 'ada' },
      {
        defaults: { type: 'HKQuantityTypeIdentifierHeartRateVariabilitySDNN', source: 'Watch', unit: 'ms' },
        // The clock of the beats is an hour off, as in some exports.
        samples: [
          {
            startDate: '2026-03-29 04:11:00 +0200',
            endDate: '2026-03-29 04:12:02 +0200',
            value: 48.6,
            beats,
          },
        ],
      },
      Date.UTC(2026, 10, 21),
    ).documents;

  it('keeps its value, and gives RR intervals from its start and their RMSSD', () => {
    // The heart as it breathes: 60 beats, each as long after the last as this says.
    const rr = Array.from({ length: 59 }, (_, beat) => 1_000 + 10 * Math.round(5 * Math.sin(beat * 1.3)));
    const times = [0];
    for (const length of rr) times.push(times.at(-1)! + length);
    const squares = rr.slice(1).map((length, beat) => (length - rr[beat]!) ** 2);
    const rmssd = Math.sqrt(squares.reduce((a, b) => a + b) / squares.length);
    const found = documents(times.map((ms) => ({ bpm: 58, time: `${clock(ms + 3 * 3_600_000)} AM` })));
    const readings = found.flatMap((document) => document.readings);
    const of = (metric: string) => readings.filter((reading) => reading.metric === metric);
    expect(of('heart_rate_variability.sdnn')).toMatchObject([{ value: 48.6 }]);
    expect(of('rr_interval')).toHaveLength(59);
    expect(of('rr_interval')[0]).toMatchObject({
      value: 1_000,
      start: '2026-03-29T02:11:00.000Z',
      end: '2026-03-29T02:11:01.000Z',
      localDate: '2026-03-29',
      source: 'Watch',
    });
    expect(of('rr_interval')[1]).toMatchObject({ value: 1_050, start: '2026-03-29T02:11:01.000Z' });
    expect(rmssd).toBeGreaterThan(20);
    expect(of('heart_rate_variability.artefact_share')).toMatchObject([{ value: 0, statistic: 'sample' }]);
    expect(of('heart_rate_variability.rmssd')).toMatchObject([
      { value: expect.closeTo(rmssd, 6), start: '2026-03-29T02:11:00.000Z', statistic: 'sample' },
    ]);
  });

  it('has no RMSSD where there are too few beats', () => {
    const found = documents([{ bpm: 54, time: '4:11:02,51 AM' }]);
    expect(found.map(({ documentKey }) => documentKey)).toEqual([
      'ada:heart_rate_variability.sdnn:2026-03-29',
    ]);
  });
});
