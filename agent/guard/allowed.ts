import type { EvidenceItem } from '../../domain/autonomic/evidence.ts';
import { coreRuleset } from '../../domain/autonomic/ruleset.ts';
import type { Situation } from '../situation.ts';
import type { Unit } from './numbers.ts';

export interface AllowedNumber {
  readonly value: number;
  readonly unit: Unit;
}

export interface Allowed {
  readonly numbers: readonly AllowedNumber[];
  readonly dates: ReadonlySet<string>;
}

/** All that may be said about a situation: what its evidence holds, in the units in which a person is told it. */
export const allowedIn = (situation: Situation): Allowed => {
  const { newest, before, since, asked, today } = situation;
  const nights = [newest, before, since, asked?.night ?? null].filter((night) => night !== null);
  const dates = [today, asked?.date, ...nights.map(({ decision }) => decision.date)];
  const numbers: AllowedNumber[] = nights.flatMap(({ decision: { confidence, evidence } }) => [
    ...[...evidence.evidence, ...evidence.contradicting].flatMap(numbersOf),
    ...(confidence === null ? [] : [{ value: confidence, unit: 'of 100' as const }]),
  ]);
  numbers.push({ value: situation.ageDays, unit: 'days' });
  if (newest?.decision.state === 'insufficient_data') numbers.push(...learningNumbers(situation));
  return { numbers, dates: new Set(dates.filter((date) => date !== undefined)) };
};

const learningNumbers = ({ hrvNights, hrvNightsOfWeek }: Situation): AllowedNumber[] => [
  ...[hrvNights, hrvNightsOfWeek, coreRuleset.baseline.fewest, coreRuleset.week.fewestHrvNights].map(
    (value) => ({ value, unit: 'nights' as const }),
  ),
  { value: coreRuleset.week.days, unit: 'days' },
];

const told: Readonly<Record<EvidenceItem['unit'], (value: number) => AllowedNumber>> = {
  'ln ms': (value) => ({ value: Math.exp(value), unit: 'ms' }),
  '/min': (value) => ({ value, unit: 'per minute' }),
  Cel: (value) => ({ value, unit: 'celsius' }),
  min: (value) => ({ value, unit: 'minutes' }),
  '%': (value) => ({ value, unit: 'percent' }),
  '1': (value) => ({ value, unit: 'none' }),
};

/** What a score or ratio is told as. */
const bare: Readonly<Partial<Record<EvidenceItem['channel'], readonly AllowedNumber['unit'][]>>> = {
  subjective: ['of 5', 'none'],
  load: ['times', 'none'],
};

const numbersOf = ({
  channel,
  unit,
  value,
  baseline,
  delta,
  change_percent,
  nights,
}: EvidenceItem): AllowedNumber[] => {
  const middle = baseline?.median ?? baseline?.mean;
  return [
    told[unit](value),
    ...(bare[channel] ?? []).map((unit) => ({ value, unit })),
    ...(channel === 'baseline_shift' ? [{ value: nights, unit: 'days' as const }] : []),
    // A deviation is told without its sign, as "below" or "above".
    ...(unit === 'Cel' ? [told[unit](Math.abs(value))] : []),
    ...(middle === undefined ? [] : [told[unit](middle)]),
    ...(delta === null || unit === 'ln ms' ? [] : [told[unit](delta), told[unit](Math.abs(delta))]),
    ...(change_percent === null
      ? []
      : [change_percent, Math.abs(change_percent)].map((value) => ({ value, unit: 'percent' as const }))),
    ...(nights > 1 ? [{ value: nights, unit: 'nights' as const }] : []),
    ...(baseline === null ? [] : [{ value: baseline.n, unit: 'nights' as const }]),
  ];
};
