import { describe, expect, test } from 'vitest';
import { nightlyRmssdOfWindows, type RmssdWindow } from './nightly-windows.ts';

const startMs = Date.UTC(2026, 2, 28, 23);
const windows = (
  values: readonly (number | null)[],
  share: number | null = null,
  minutes = 5,
): RmssdWindow[] =>
  values.map((rmssdMs, index) => ({
    startMs: startMs + index * minutes * 60_000,
    rmssdMs,
    artefactShare: share,
  }));
const night = Array.from({ length: 12 }, (_, index) => 30 + index);

describe('the night of a source that gives windows', () => {
  test('is their median: of 30 to 41 it is 35.5, one wild window changes little', () => {
    expect(nightlyRmssdOfWindows(windows(night), 420)).toEqual({
      rmssdMs: 35.5,
      lnRmssd: Math.log(35.5),
      windows: 12,
      acceptedWindows: 12,
      rejection: null,
      artefactShare: null,
    });
    expect(nightlyRmssdOfWindows(windows([...night, 240]), 420).rmssdMs).toBe(36);
  });

  test('takes an hour of windows and three hours of sleep', () => {
    expect(nightlyRmssdOfWindows(windows(night.slice(1)), 420)).toMatchObject({
      rmssdMs: null,
      rejection: 'few_windows',
    });
    expect(nightlyRmssdOfWindows(windows(night), 179).rejection).toBe('short_sleep');
    expect(nightlyRmssdOfWindows(windows(night), null).rejection).toBe('short_sleep');
    expect(nightlyRmssdOfWindows([], 420).rejection).toBe('few_windows');
  });

  test('counts samples of each minute by their five minutes', () => {
    const each = Array.from({ length: 59 }, () => 40);
    expect(nightlyRmssdOfWindows(windows(each, null, 1), 420)).toMatchObject({ windows: 12, rmssdMs: 40 });
    expect(nightlyRmssdOfWindows(windows(each.slice(0, 55), null, 1), 420).windows).toBe(11);
  });

  test('leaves out windows above 10 % artefacts, and the night above 20 % of such windows', () => {
    const noisy = (count: number) => [
      ...windows(night, 0.06),
      ...windows(Array(count).fill(null), 0.3).map((window, index) => ({
        ...window,
        startMs: startMs + (20 + index) * 300_000,
      })),
    ];
    expect(nightlyRmssdOfWindows(noisy(3), 420)).toMatchObject({
      rmssdMs: 35.5,
      windows: 15,
      acceptedWindows: 12,
      artefactShare: expect.closeTo(0.06, 12),
    });
    expect(nightlyRmssdOfWindows(noisy(4), 420)).toMatchObject({
      rmssdMs: null,
      rejection: 'many_rejected_windows',
      artefactShare: null,
    });
  });

  test('a value with more than 10 % artefacts is rejected even where the source gives it', () => {
    expect(nightlyRmssdOfWindows(windows(night, 0.11), 420)).toMatchObject({
      windows: 12,
      acceptedWindows: 0,
    });
    expect(nightlyRmssdOfWindows(windows(night, 0.1), 420).rmssdMs).toBe(35.5);
  });
});
