import { expect, test } from 'vitest';
import { createSparing } from './say-sparingly.ts';

test('the first at once, then one a minute with how many there were between, each kind for itself', () => {
  let now = 0;
  const said: [string, number][] = [];
  const sparing = createSparing(60_000, () => now);
  const say = (kind: string) => sparing(kind, (unsaid) => said.push([kind, unsaid]));
  say('a');
  say('a');
  say('b');
  now = 59_999;
  say('a');
  now = 60_000;
  say('a');
  say('a');
  now = 120_000;
  say('a');
  expect(said).toEqual([
    ['a', 0],
    ['b', 0],
    ['a', 2],
    ['a', 1],
  ]);
});
