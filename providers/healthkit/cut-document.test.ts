import { expect, it } from 'vitest';
import { cutDocument, isHealthAutoExport } from './cut-document.ts';
import { provider as healthkit } from './index.ts';

const bodiesOf = (document: unknown) => [...cutDocument(document)].map((body) => JSON.parse(body.toString()));
const documentsOf = (bodies: readonly unknown[]) =>
  bodies.flatMap((body) => healthkit.normalise({ userId: 'ada' }, body, Date.UTC(2026, 10, 21)).documents);
const point = (date: string, qty: number) => ({ date, qty, source: 'Apple Watch|iPhone' });
const segment = (startDate: string, endDate: string, value: string) => ({
  startDate,
  endDate,
  value,
  source: 'Watch',
});

const document = {
  user_id: 'ada',
  data: {
    metrics: [
      {
        name: 'step_count',
        units: 'count',
        data: [point('2026-03-28 14:30:00 +0100', 80), point('2026-03-29 9:30:00 am +0200', 70)],
      },
      {
        name: 'sleep_analysis',
        units: 'hr',
        data: [
          segment('2026-03-29 00:30:00 +0100', '2026-03-29 07:00:00 +0200', 'Core'),
          segment('2026-03-28 23:00:00 +0100', '2026-03-29 00:30:00 +0100', 'Deep'),
          segment('2026-03-29 23:00:00 +0200', '2026-03-30 07:00:00 +0200', 'Core'),
        ],
      },
    ],
    workouts: [
      {
        id: 'w-1',
        start: '2026-03-28 18:02:00 +0100',
        end: '2026-03-28 18:41:00 +0100',
        duration: 2_340,
        route: [{ latitude: 1, longitude: 2 }],
      },
    ],
  },
};

it('cuts a file by metric and day, whole sleeps and workouts, and says no more than the file', () => {
  expect(isHealthAutoExport(document)).toBe(true);
  const bodies = bodiesOf(document);
  expect(bodies).toHaveLength(5);
  for (const body of bodies) expect(body.user_id).toBe('ada');
  expect(JSON.stringify(bodies)).not.toContain('latitude');
  const whole = documentsOf([document]);
  const keys = (documents: typeof whole) => documents.map(({ documentKey }) => documentKey).sort();
  expect(keys(documentsOf(bodies))).toEqual(keys(whole));
  const readings = (documents: typeof whole) =>
    documents
      .flatMap((one) =>
        one.readings.map(({ key, value, code }) => `${one.documentKey} ${key} ${value ?? code}`),
      )
      .sort();
  expect(readings(documentsOf(bodies))).toEqual(readings(whole));
});

it('gives the same bodies for what a later file repeats', () => {
  const later = structuredClone(document);
  (later.data.metrics[0]!.data as unknown[]).push(point('2026-03-30 10:00:00 +0200', 5));
  const texts = (given: unknown) => [...cutDocument(given)].map(String);
  expect(texts(later)).toEqual(expect.arrayContaining(texts(document)));
  expect(texts(later)).toHaveLength(6);
});

it.each([[null], [[]], [{ data: [] }], [{ samples: [] }]])('%j is no such file', (other) => {
  expect(isHealthAutoExport(other)).toBe(false);
});
