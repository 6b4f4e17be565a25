import { expect, test } from 'vitest';
import { provider as terra } from './index.ts';

const nowMs = Date.UTC(2026, 3, 1);
const startMs = Date.UTC(2026, 2, 28, 6);
const beats = (count: number, rrMs: (index: number) => number, fromMs = startMs) => {
  let atMs = fromMs;
  return Array.from({ length: count }, (_, index) => {
    const rr_interval_ms = rrMs(index);
    atMs += rr_interval_ms;
    return { timestamp: new Date(atMs).toISOString(), rr_interval_ms };
  });
};
const bodyWith = (rr_interval_samples: unknown[]) => ({
  type: 'body',
  user: { user_id: 't-1', provider: 'POLAR', reference_id: 'ada' },
  data: [
    {
      metadata: { start_time: '2026-03-28T00:00:00+00:00', end_time: '2026-03-29T00:00:00+00:00' },
      heart_data: { rr_interval_samples },
    },
  ],
});
const computed = (samples: unknown[]) =>
  terra
    .normalise({ userId: 'ada' }, bodyWith(samples), nowMs)
    .documents.flatMap(({ readings }) => readings)
    .filter(({ metric }) => metric !== 'rr_interval')
    .map(({ key, value, start, period }) => [key, value, start, period]);

test('RMSSD, SDNN and artefacts of each five minutes without a break', () => {
  // 1000, 1020, 1000, ...: every difference is 20 ms, every distance from the mean 10 ms.
  const wave = (index: number) => (index % 2 === 0 ? 1_000 : 1_020);
  const first = computed(beats(120, wave));
  expect(first).toEqual([
    [
      'heart_rate_variability.rmssd:sample:none:rr@2026-03-28T06:00:01.000Z',
      expect.closeTo(20, 6),
      '2026-03-28T06:00:01.000Z',
      'interval',
    ],
    [
      'heart_rate_variability.sdnn:sample:none:rr@2026-03-28T06:00:01.000Z',
      expect.closeTo(Math.sqrt((100 * 120) / 119), 6),
      '2026-03-28T06:00:01.000Z',
      'interval',
    ],
    [
      'heart_rate_variability.artefact_share:sample:none:rr@2026-03-28T06:00:01.000Z',
      0,
      '2026-03-28T06:00:01.000Z',
      'interval',
    ],
  ]);
  expect(computed(beats(700, wave)).length).toBe(9);
  expect(computed([...beats(120, wave), ...beats(120, wave, startMs + 600_000)]).length).toBe(6);
  expect(computed(beats(120, wave).toReversed())).toEqual(first);
});

test('of a window with too many artefacts nothing but their share', () => {
  const noisy = computed(beats(120, (index) => (index % 3 === 0 ? 2_500 : 900)));
  expect(noisy.map(([key, value]) => [String(key).split(':')[0], value])).toEqual([
    ['heart_rate_variability.artefact_share', expect.closeTo(100 / 3, 6)],
  ]);
});

test.each([
  ['less than a minute', beats(30, () => 1_000)],
  ['what is no interval', [{ rr_interval_ms: 'x', timestamp: '2026-03-28T06:00:00Z' }, 5, null]],
  ['no time', [{ rr_interval_ms: 900 }]],
])('%s gives none', (_, samples) => {
  expect(computed(samples)).toEqual([]);
});
