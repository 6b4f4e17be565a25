import { expect, it } from 'vitest';
import { personReport, totalReport } from './ruleset-report.ts';

const change = (date: string, to: 'strained' | 'primed') => ({
  date,
  from: 'balanced' as const,
  to,
  fromPath: ['gate:pass', 'balanced'],
  toPath: ['gate:pass', `${to}:rule`],
});
const changes = [
  change('2026-01-02', 'primed'),
  change('2026-01-05', 'strained'),
  change('2026-01-06', 'strained'),
];

it('names each night that changes with the rules of both', () => {
  expect(personReport('ada', 40, changes.slice(0, 1))).toEqual([
    'ada: 1 of 40 nights change',
    '  2026-01-02 balanced -> primed: gate:pass balanced | gate:pass primed:rule',
  ]);
  expect(personReport('ada', 0, [])).toEqual([]);
});

it('counts kinds of change, the most frequent first', () => {
  expect(totalReport(60, changes)).toEqual([
    'Total: 3 of 60 nights change (5.0 %).',
    '  balanced -> strained: 2',
    '  balanced -> primed: 1',
  ]);
  expect(totalReport(0, [])).toEqual(['Total: 0 of 0 nights change (0.0 %).']);
});
