import { expect, test } from 'vitest';
import { draftDocument } from './draft.ts';
import { joinRepeated } from './join-repeated.ts';

const interval = {
  start: '2026-07-01T00:00:00.000Z',
  end: '2026-07-02T00:00:00.000Z',
  zoneOffsetMin: 0,
  localDate: '2026-07-01',
};
const heartRate = { metric: 'heart_rate', statistic: 'average', context: 'none', unit: 'bpm' } as const;
const steps = { metric: 'step_count', statistic: 'sum', context: 'none', unit: 'count' } as const;

function day(documentKey: string, values: { bpm?: unknown; steps?: unknown }, retracted = false) {
  const draft = draftDocument({ documentKey, kind: 'daily', source: 'terra:TEST', interval, retracted });
  draft.summary(heartRate, values.bpm, 'local_day');
  draft.summary(steps, values.steps, 'local_day');
  return draft.finish();
}

test('later values hold, others stay, the order is that of first mention', () => {
  const joined = joinRepeated([
    day('a', { bpm: 60, steps: 10 }),
    day('b', { bpm: 70 }),
    day('a', { bpm: 'x', steps: 20 }),
  ]);
  expect(joined.map(({ documentKey }) => documentKey)).toEqual(['a', 'b']);
  expect(joined[0]!.readings.map(({ key, value }) => [key, value])).toEqual([
    ['heart_rate:average:none', 60],
    ['step_count:sum:none', 20],
  ]);
  expect(joined[0]!.quarantined).toEqual([
    { key: 'heart_rate:average:none', metric: 'heart_rate', reason: 'not_a_number', raw: '"x"' },
  ]);
});

test('a retraction takes back what came before it, and only that', () => {
  const [gone] = joinRepeated([day('a', { bpm: 60 }), day('a', {}, true)]);
  expect(gone).toMatchObject({ retracted: true, readings: [] });
  const [again] = joinRepeated([day('a', { bpm: 60 }), day('a', {}, true), day('a', { steps: 5 })]);
  expect(again!.retracted).toBe(false);
  expect(again!.readings.map(({ key }) => key)).toEqual(['step_count:sum:none']);
});

test('a document that says nothing is none', () => {
  const silent = draftDocument({
    documentKey: 'a',
    kind: 'daily',
    source: 'terra:TEST',
    interval: { problem: 'time_missing', rawTime: 'null' },
  });
  expect(joinRepeated([silent.finish()])).toEqual([]);
});

test('the time to join grows with the number of documents, not with its square', () => {
  const documents = Array.from({ length: 100_000 }, (_, index) => day('a', { steps: index % 1000 }));
  const startedMs = performance.now();
  expect(joinRepeated(documents)).toHaveLength(1);
  expect(performance.now() - startedMs).toBeLessThan(5000);
});
