import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Correction, correctBeats } from './correction.ts';
import { classifyBeats } from './lipponen-classes.ts';
import { fiveMinuteWindows } from './nightly.ts';
import { frequencyDomain } from './spectrum/frequency-domain.ts';
import { timeDomain } from './time-domain.ts';

const folder = new URL('../../../shared/data/hrv/', import.meta.url);
const present = existsSync(folder);

const recording = (file: string): number[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('[HRData]')
    .at(-1)!
    .trim()
    .split(/\s+/)
    .map(Number)
    .filter((rr) => rr > 0);

const metrics = (rrMs: readonly number[], correction: Correction = 'none') =>
  timeDomain(correctBeats(rrMs, { correction }).runs);

const close = (value: number, digits = 6) => expect.closeTo(value, digits);

// The recordings are not part of the project; the formulas have worked numbers of their own beside them.
describe.skipIf(!present)(
  `reference recordings${present ? '' : ' (skipped: ../shared/data is not here)'}`,
  () => {
    it.each([
      ['rest_rri.txt', 910, 1058.718681, 57.818178, 55.137442, 35.313531],
      ['real_rri.txt', 771, 1188.154345, 75.032137, 72.270622, 41.038961],
      ['noisy_rri.hrm', 3581, 671.045797, 95.030599, 58.660366, 14.441341],
      ['exercise_rri.hrm', 4117, 622.247025, 86.244626, 36.456659, 1.627794],
    ])('%s in the time domain', (file, intervals, meanNnMs, sdnnMs, rmssdMs, pnn50Percent) => {
      expect(metrics(recording(file))).toMatchObject({
        intervals,
        meanNnMs: close(meanNnMs),
        sdnnMs: close(sdnnMs),
        rmssdMs: close(rmssdMs),
        pnn50Percent: close(pnn50Percent),
      });
    });

    it('has the published SDSD and NN50 at rest, and the rate of the mean', () => {
      expect(metrics(recording('rest_rri.txt'))).toMatchObject({
        sdsdMs: close(55.16770073),
        nn50: 321,
        heartRateBpm: close(56.672, 3),
      });
    });

    it('has the published powers of Welch', () => {
      const powers = (file: string) => frequencyDomain(correctBeats(recording(file), { correction: 'none' }));
      expect(powers('rest_rri.txt')).toMatchObject({
        method: 'welch',
        vlfMs2: close(546.81739, 4),
        lfMs2: close(770.44653, 4),
        hfMs2: close(895.02548, 4),
        lfHf: close(0.86081, 5),
      });
      expect(powers('real_rri.txt')).toMatchObject({
        totalMs2: close(3602.89, 1),
        vlfMs2: close(844.5, 1),
        lfMs2: close(1343.5, 1),
        hfMs2: close(1414.88, 1),
        lfNormalized: close(48.7, 1),
        hfNormalized: close(51.29, 1),
      });
    });

    it.each([
      ['noisy_rri.hrm', 69, 34.5016],
      ['exercise_rri.hrm', 10, 15.4735],
    ])("%s by Malik's rule", (file, removed, rmssdMs) => {
      const rrMs = recording(file);
      expect(correctBeats(rrMs, { correction: 'malik' }).removed).toBe(removed);
      expect(metrics(rrMs, 'malik').rmssdMs).toBeCloseTo(rmssdMs, 4);
    });

    it.each([
      ['noisy_rri.hrm', { ectopic: 4, missed: 7, long_or_short: 43 }],
      ['exercise_rri.hrm', { ectopic: 8, missed: 6, long_or_short: 10 }],
    ])('%s: one pass of Lipponen and Tarvainen', (file, expected) => {
      let clockMs = 0;
      const beatTimes = [0, ...recording(file).map((rr) => (clockMs += rr))];
      const found = Map.groupBy(classifyBeats(beatTimes), (beat) => beat);
      found.delete('normal');
      expect(Object.fromEntries([...found].map(([name, beats]) => [name, beats.length]))).toEqual(expected);
    });

    it('splits the rest into windows of five minutes', () => {
      const { beats } = fiveMinuteWindows(recording('rest_rri.txt'));
      expect(beats.map((window) => metrics(window))).toMatchObject([
        {
          intervals: 284,
          meanNnMs: close(1054.4929577),
          sdnnMs: close(64.1072695),
          rmssdMs: close(65.3086448),
        },
        {
          intervals: 282,
          meanNnMs: close(1062.4007092),
          sdnnMs: close(49.3714846),
          rmssdMs: close(47.4823061),
        },
        {
          intervals: 282,
          meanNnMs: close(1063.606383),
          sdnnMs: close(55.4721343),
          rmssdMs: close(53.0056063),
        },
      ]);
    });
  },
);
