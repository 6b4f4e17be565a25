import { describe, expect, test } from 'vitest';
import { references } from '../references.ts';
import { bannedWordsIn } from '../safety/banned-words.ts';
import { catalogue, citationsOf, interventionKind } from './catalogue.ts';
import { signals } from './intervention-kind.ts';

test('ids are unique and in order, and each is found', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(interventionKind('I-CAFF')?.grade).toBe('A');
  expect(interventionKind('I-NOPE')).toBeNull();
});

test('all rows of section 5 are there', () => {
  const named =
    'BREATH6 SIGH HRVB NSDR MBSR PMR SLEEPEXT REGULAR NAP20 NAP90 MLIGHT SCREEN ROOM CAFF ALC0 LATEEX LATEMEAL SWAP REST DELOAD VARY ZONE2 WALK SAUNA COLD HYDRATE FUEL REST-ILL WORRY CBTI TRAVEL SCREENING';
  const ids = catalogue.filter(({ origin }) => origin === 'evidence').map(({ id }) => id);
  expect(ids.sort()).toEqual(
    named
      .split(' ')
      .map((name) => `I-${name}`)
      .sort(),
  );
});

describe.each(catalogue.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  test('has states, signals, a window within reason and no banned word', () => {
    expect(kind.forStates.length).toBeGreaterThan(0);
    expect(kind.addresses.length).toBeGreaterThan(0);
    expect(kind.requires.every((signal) => kind.addresses.includes(signal))).toBe(true);
    const [first, last] = kind.windowDays;
    expect(first).toBeGreaterThan(0);
    expect(last).toBeGreaterThanOrEqual(first);
    expect(bannedWordsIn([kind.name, kind.dose, kind.caution, kind.expectation].join(' '))).toEqual([]);
  });

  test('shows verified publications alone', () => {
    const verified = kind.sources.filter((id) => references[id].verification === 'verified');
    expect(citationsOf(kind)).toEqual(verified.map((id) => references[id].citation));
  });
});

test('what was kept from the original system is graded D and names no source', () => {
  const kept = catalogue.filter(({ origin }) => origin === 'original');
  expect(kept.length).toBe(10);
  expect(kept.every(({ grade, sources }) => grade === 'D' && sources.length === 0)).toBe(true);
});

test('every signal is addressed by something', () => {
  const addressed = new Set(catalogue.flatMap((kind) => kind.addresses));
  expect(signals.filter((signal) => !addressed.has(signal))).toEqual([]);
});

test('nothing hard, hot or cold is ever for an unusual pattern', () => {
  const ill = catalogue.filter((kind) => kind.forStates.includes('illness_suspected'));
  expect(ill.map(({ id }) => id)).toEqual(['I-REST-ILL']);
});
