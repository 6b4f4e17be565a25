import { expect, test } from 'vitest';
import {
  evolveHypothesis,
  type HypothesisEvent,
  type HypothesisRetired,
  initialHypothesis,
} from '../hypothesis.ts';
import type { ContextEffect } from './context-effect.ts';
import type { HypothesisVerdict } from './judge.ts';
import { hypothesisReady } from './ready.ts';

const about = { hypothesisId: 'h', userId: 'ada' };
const tested = (testedOn: string, verdict: HypothesisVerdict): HypothesisEvent => ({
  type: 'HypothesisTested',
  data: { ...about, context: 'alcohol', testedOn, verdict, q: 0.01, effect: {} as ContextEffect },
});
const retired = (retiredOn: string, reason: HypothesisRetired['data']['reason']): HypothesisEvent => ({
  type: 'HypothesisRetired',
  data: { ...about, retiredOn, reason },
});
const ready = (today: string, ...events: HypothesisEvent[]) =>
  hypothesisReady([initialHypothesis, events.reduce(evolveHypothesis, initialHypothesis)], today);

const open = tested('2026-03-01', 'open');
const supported = tested('2026-03-20', 'supported');

test.each<[string, boolean, string, HypothesisEvent[]]>([
  ['nothing asked', false, '2026-03-01', []],
  ['the first test', true, '2026-03-01', [open]],
  ['six days after it', true, '2026-03-07', [open]],
  ['a week after it', false, '2026-03-08', [open]],
  ['the same verdict again is no news', false, '2026-03-10', [open, tested('2026-03-09', 'open')]],
  ['another verdict is', true, '2026-03-20', [open, supported]],
  ['confirmed by later nights', false, '2026-04-03', [open, supported, tested('2026-04-02', 'supported')]],
  [
    'no effect is an answer',
    true,
    '2026-03-02',
    [tested('2026-03-01', 'no_effect'), retired('2026-03-01', 'no_effect')],
  ],
  ['given up on request', false, '2026-03-20', [supported, retired('2026-03-20', 'asked')]],
  ['a night ahead of UTC', true, '2026-02-28', [open]],
])('%s', (_, expected, today, events) => expect(ready(today, ...events)).toBe(expected));
