import { describe, expect, it } from 'vitest';
import { fiveMinuteWindows, nightlyRmssd } from './nightly.ts';

/** Five minutes of 750 ms on average whose RMSSD is `rmssd`: it goes up and down by that much. */
const window = (rmssd: number): number[] =>
  Array.from({ length: 400 }, (_, index) => 750 + (index % 2 === 0 ? rmssd / 2 : -rmssd / 2));
const night = (...rmssds: readonly number[]): number[] => rmssds.flatMap(window);
const rejected = new Array<number>(120).fill(2_500);

describe('five-minute windows', () => {
  it('hold the intervals that end in them, and only complete ones count', () => {
    expect(fiveMinuteWindows([299_000, 1_000, 1, 299_999, 5])).toEqual({
      windows: 2,
      beats: [
        [299_000, 1_000],
        [1, 299_999],
      ],
    });
    expect(fiveMinuteWindows([])).toEqual({ windows: 0, beats: [] });
  });

  it('count where nothing was recorded, however long', () => {
    const { windows, beats } = fiveMinuteWindows([800, 1e12, 800]);
    expect([windows, beats.length]).toEqual([3_333_333, 1]);
  });
});

describe('the night', () => {
  it('is the median of its windows, whose outliers do not move it', () => {
    const result = nightlyRmssd(
      night(...new Array<number>(6).fill(40), ...new Array<number>(5).fill(44), 120, 42),
      480,
    );
    expect(result).toMatchObject({ windows: 13, acceptedWindows: 13, rejection: null });
    expect(result.rmssdMs).toBeCloseTo(42, 9);
    expect(result.lnRmssd).toBeCloseTo(Math.log(42), 9);
  });

  const hour = new Array<number>(12).fill(40);
  it.each([
    ['short sleep', night(...hour), 179, 'short_sleep'],
    ['unknown sleep', night(...hour), Number.NaN, 'short_sleep'],
    ['55 minutes', night(...hour.slice(1)), 480, 'few_windows'],
    ['nothing', [], 480, 'few_windows'],
    [
      '4 of 16 windows full of artefacts',
      [...night(...hour), ...rejected, ...rejected, ...rejected, ...rejected],
      480,
      'many_rejected_windows',
    ],
  ])('is rejected: %s', (_name, rrMs, sleepMinutes, rejection) => {
    expect(nightlyRmssd(rrMs, sleepMinutes)).toMatchObject({ rmssdMs: null, lnRmssd: null, rejection });
  });

  it('stands with 3 rejected windows of 15', () => {
    expect(nightlyRmssd([...night(...hour), ...rejected, ...rejected, ...rejected], 180)).toMatchObject({
      windows: 15,
      acceptedWindows: 12,
      rmssdMs: expect.closeTo(40, 9),
    });
  });

  it('does not take a window with less than a minute of beats', () => {
    const sparse = [...new Array<number>(60).fill(800), 252_000];
    expect(nightlyRmssd([...night(...hour), ...sparse], 480)).toMatchObject({
      windows: 13,
      acceptedWindows: 12,
    });
  });
});
