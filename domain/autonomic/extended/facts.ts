import { type LoadFacts, loadFacts } from '../../load/load-point.ts';
import { sleepDebts } from '../../sleep/debt.ts';
import { dayNumber } from '../calendar.ts';
import type { NightInput } from '../night.ts';
import type { ContextTag, NightExtras, ReportedSymptom } from '../night-extras.ts';
import type { NightHistory } from '../series.ts';
import { contextsInForce, exclusionsInForce } from './in-force.ts';
import { extendedRuleset } from './ruleset.ts';
import { type Wellbeing, wellbeings } from './wellbeing.ts';

const { overreached } = extendedRuleset;

/** What the extended rules see of a night beside the observation, from it and from earlier nights alone. */
export interface ExtraFacts {
  readonly contexts: readonly ContextTag[];
  readonly symptoms: readonly ReportedSymptom[];
  readonly excluded: boolean;
  readonly wellbeing: Wellbeing;
  /** Nights of the last 7 with a wellbeing z of -1 or below. */
  readonly lowWellbeingNights: number;
  readonly load: LoadFacts;
  /** Whether the load point was earned on any of the last 14 days. */
  readonly loadPointInFortnight: boolean;
  /** Minutes; null where no sleep need was given or no sleep is known. */
  readonly sleepDebtMin: number | null;
  /** The newest of the last 14 days, percent. */
  readonly performanceChangePercent: number | null;
  readonly artefactShare: number | null;
  /** Of the night's words and of its load; evidence names them, no decision looks at them. */
  readonly eventIds: { readonly words: readonly string[]; readonly load: readonly string[] };
}

/** The facts of each night of the history. What was told of days before its first night counts as past. */
export function extraFacts(inputs: readonly NightInput[], history: NightHistory): ExtraFacts[] {
  const told = new Map<number, NightExtras>();
  let firstDay = history.firstDay;
  const lastDay = history.firstDay + history.length - 1;
  for (const { date, extras } of inputs) {
    if (extras === undefined) continue;
    const day = dayNumber(date);
    if (day > lastDay) continue;
    told.set(day, extras);
    firstDay = Math.min(firstDay, day);
  }
  const before = history.firstDay - firstDay;
  const days = Array.from(
    { length: before + history.length },
    (_, index) => told.get(firstDay + index) ?? null,
  );
  const contexts = contextsInForce(days);
  const excluded = exclusionsInForce(days);
  const wellbeing = wellbeings(days.map((day) => day?.subjective ?? null));
  const loads = loadFacts(days.map((day) => measured(day?.dayLoad, 0)));
  const debts = debtsOf(days, history, before);
  const facts = days.map((day, index): ExtraFacts => {
    const fortnight = Math.max(0, index - overreached.nights + 1);
    const performance = days
      .slice(fortnight, index + 1)
      .map((each) => measured(each?.performanceChangePercent, Number.NEGATIVE_INFINITY));
    return {
      contexts: contexts[index]!,
      symptoms: [...new Set(day?.symptoms ?? [])].sort(),
      excluded: excluded[index]!,
      wellbeing: wellbeing[index]!,
      lowWellbeingNights: wellbeing
        .slice(Math.max(0, index - 6), index + 1)
        .filter(({ z }) => z !== null && z <= overreached.subjectiveLow).length,
      load: loads[index]!,
      loadPointInFortnight: loads.slice(fortnight, index + 1).some(({ rule }) => rule !== null),
      sleepDebtMin: debts[index]!,
      performanceChangePercent: performance.findLast((value) => value !== null) ?? null,
      artefactShare: measured(day?.artefactShare, 0),
      eventIds: { words: day?.eventIds?.words ?? [], load: day?.eventIds?.load ?? [] },
    };
  });
  return facts.slice(before);
}

function debtsOf(
  days: readonly (NightExtras | null)[],
  history: NightHistory,
  before: number,
): (number | null)[] {
  let need: number | null = null;
  const nights = days.map((day, index) => {
    need = measured(day?.sleepNeedMin, 0) ?? need;
    const sleepMin = need === null ? null : (history.series.sleepMinutes.values[index - before] ?? null);
    return { needMin: need ?? 0, sleepMin };
  });
  return sleepDebts(nights).map(({ debtMin }) => debtMin);
}

/** A finite number not below the least one, or null. */
function measured(value: number | undefined, least: number): number | null {
  return value !== undefined && Number.isFinite(value) && value >= least ? value : null;
}
