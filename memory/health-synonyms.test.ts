import { expect, test } from 'vitest';
import { withSynonyms } from './health-synonyms.ts';

const added = (query: string) =>
  withSynonyms(query)
    .slice(1)
    .map(({ text }) => text);

test.each([
  ['what was my HRV', ['heart rate variability', 'RMSSD']],
  ['rmssd last week', ['HRV', 'heart rate variability']],
  ['RHR on Sunday', ['resting heart rate', 'resting pulse']],
  ['slept badly', ['sleep', 'nap']],
  ['two beers', []],
  ['the chrvx', []],
])('%s', (query, expected) => expect(added(query)).toEqual(expected));

test('written words count fully, synonyms at most a third of that, long ones no more than short ones', () => {
  const [written, ...others] = withSynonyms('heart rate variability');
  expect(written).toEqual({ text: 'heart rate variability', weight: 1 });
  for (const { text, weight } of others) expect(weight * text.split(' ').length).toBeCloseTo(0.3);
});
