import { finite } from '../statistics/finite.ts';

/** Share of a debt that is left after a day, largest repayment a night, largest debt (minutes): design heuristics. */
const carriedOver = 0.9;
const largestRepaymentMin = 60;
const largestDebtMin = 20 * 60;
const moderateFromMin = 5 * 60;
const severeFromMin = 10 * 60;
const weekDays = 7;
const fewestWeekNights = 4;
const forgetAfterUnknownNights = 7;

export type DebtFlag = 'moderate' | 'severe';

export interface SleepDebt {
  /** Minutes; null before the first known night and after more than 7 unknown nights in a row. */
  readonly debtMin: number | null;
  /** Minutes below the need, summed over the known nights of the last 7; null below 4 of them. */
  readonly deficit7Min: number | null;
  readonly knownNights7: number;
  readonly flag: DebtFlag | null;
}

/**
 * Debt after a night: D = max(0, 0.9 D_before + need - sleep), a surplus repaying at most 1 h, at most 20 h. That a
 * debt builds up over weeks and takes several nights to repay: Van Dongen 2003, Belenky 2003, Kitamura 2016 (all
 * unverified); the numbers are design heuristics. Null where one of the three is not known.
 */
export function debtAfter(debtBeforeMin: number, needMin: number, sleepMin: number): number | null {
  if ([debtBeforeMin, needMin, sleepMin].some((minutes) => finite(minutes) === null)) return null;
  const missed = Math.max(needMin - sleepMin, -largestRepaymentMin);
  return Math.min(Math.max(0, carriedOver * debtBeforeMin + missed), largestDebtMin);
}

export interface DebtNight {
  readonly needMin: number;
  /** Minutes asleep; null where unknown. */
  readonly sleepMin: number | null;
}

/**
 * Debt after each of consecutive calendar nights. An unknown night (or need) is not guessed: it neither adds, repays nor
 * fades, and after more than 7 in a row the debt is unknown and starts anew with the next known night.
 */
export function sleepDebts(nights: readonly DebtNight[]): SleepDebt[] {
  const missing = nights.map(({ needMin, sleepMin }) =>
    sleepMin === null ? null : finite(needMin - sleepMin),
  );
  let debt: number | null = null;
  let unknownInRow = 0;
  return nights.map(({ needMin, sleepMin }, index) => {
    const isKnown = missing[index] !== null;
    unknownInRow = isKnown ? 0 : unknownInRow + 1;
    if (isKnown) debt = debtAfter(debt ?? 0, needMin, sleepMin!);
    else if (unknownInRow > forgetAfterUnknownNights) debt = null;
    const deficits = missing
      .slice(Math.max(0, index - weekDays + 1), index + 1)
      .flatMap((minutes) => (minutes === null ? [] : [Math.max(0, minutes)]));
    return {
      debtMin: debt,
      deficit7Min:
        deficits.length < fewestWeekNights
          ? null
          : finite(deficits.reduce((total, deficit) => total + deficit, 0)),
      knownNights7: deficits.length,
      flag: debtFlag(debt),
    };
  });
}

/** Moderate from 5 h, severe from 10 h. */
export function debtFlag(debtMin: number | null): DebtFlag | null {
  if (finite(debtMin) === null || debtMin! < moderateFromMin) return null;
  return debtMin! < severeFromMin ? 'moderate' : 'severe';
}
