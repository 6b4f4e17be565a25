import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderDocument } from '../domain/reading.ts';
import { provider as healthkit } from '../providers/healthkit/index.ts';
import { readingBuckets } from './reading-buckets.ts';
import { readingsPage } from './reading-queries.ts';
import { readings } from './readings.ts';
import { live } from './testing/random-life.ts';
import { ENGINES, openReadStore, type ReadStore } from './testing/read-store.ts';

const found: ReadStore[] = [];
beforeAll(async () => {
  for (const engine of ENGINES) {
    const opened = await openReadStore(engine, [readings]);
    if (opened !== undefined) found.push(opened);
  }
});
afterAll(() => Promise.all(found.map((each) => each.close())));

const WATCH = 'Apple Watch';
const PHONE = 'iPhone';
const sleep = (source: string, from: string, to: string, value: string) => ({
  type: 'HKCategoryTypeIdentifierSleepAnalysis',
  startDate: `2026-01-${from}:00 +0100`,
  endDate: `2026-01-${to}:00 +0100`,
  value,
  source,
});
const steps = (source: string, from: string, to: string, value: number) => ({
  type: 'HKQuantityTypeIdentifierStepCount',
  unit: 'count',
  startDate: `2026-01-11 ${from}:00 +0100`,
  endDate: `2026-01-11 ${to}:00 +0100`,
  value,
  source,
});
/** A night of the watch, the same one in bed as the phone saw it, and steps of both: the worked example. */
const BODIES = [
  [sleep(WATCH, '10 23:30', '11 03:00', 'AsleepCore'), sleep(WATCH, '11 03:00', '11 06:30', 'AsleepREM')],
  [sleep(PHONE, '10 23:00', '11 07:00', 'InBed'), sleep(PHONE, '10 23:10', '11 06:50', 'Asleep')],
  [steps(PHONE, '10:00', '10:10', 90), steps(PHONE, '11:00', '11:10', 50)],
  [steps(WATCH, '10:00', '10:10', 100)],
];
const documentsOf = (samples: unknown): readonly ProviderDocument[] =>
  healthkit.normalise({ userId: 'any' }, { samples }, Date.UTC(2026, 10, 21)).documents;

describe('what two sources saw at once', () => {
  it.each([
    ['as they come', [0, 1, 2, 3], 0],
    ['backwards', [3, 2, 1, 0], 1],
    ['some of it again', [1, 3, 0, 2, 1, 2], 2],
  ] as const)('is added up once, %s', async (_name, order, person) => {
    const happenings = order.flatMap((index) =>
      documentsOf(BODIES[index]).map((document) => ({
        what: 'document' as const,
        person,
        ordering: null,
        document: { ...document, documentKey: document.documentKey },
      })),
    );
    expect(found.length).toBeGreaterThan(0);
    for (const { store, db, settled } of found) {
      for (const [index, happened] of happenings.entries())
        await live(store, 'person', `${person}.${index}`, happened);
      await settled();
      const userId = `person-${person}`;
      const dayOf = async (
        metric: 'step_count' | 'sleep_duration.total' | 'time_in_bed',
        bucket: '1d' | '1h' | '5m',
      ) => {
        const { items } = await readingBuckets(db, { userId, metric, limit: 99 }, bucket);
        return items.reduce((sum, item) => sum + item.sum, 0);
      };
      for (const bucket of ['1d', '1h', '5m'] as const) {
        expect(await dayOf('step_count', bucket)).toBe(150);
        expect(await dayOf('sleep_duration.total', bucket)).toBe(7 * 3_600);
      }
      expect(await dayOf('time_in_bed', '1d')).toBe(8 * 3_600);
      const raw = await readingsPage(db, { userId, metric: 'step_count', limit: 99 });
      expect(raw.items.map(({ value, status, source }) => [value, status, source]).sort()).toEqual([
        [100, 'final', 'terra:Apple Watch'],
        [50, 'final', 'terra:iPhone'],
        [90, 'overlapped', 'terra:iPhone'],
      ]);
    }
  });

  it('is the same after a rebuild', async () => {
    for (const { rebuildAll } of found)
      for (const report of await rebuildAll()) expect(report).toMatchObject({ identical: true, parked: 0 });
  });
});
