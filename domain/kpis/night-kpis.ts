import { dateOf, dayNumber } from '../autonomic/calendar.ts';
import type { EvidenceItem } from '../autonomic/evidence.ts';
import type { NightDecision } from '../nights.ts';
import { sleepDebts } from '../sleep/debt.ts';
import { sleepNeed } from '../sleep/need.ts';
import { recoveryScore } from './recovery-score.ts';
import { type KpiLevel, type KpiName, kpiKinds, kpiLevel } from './registry.ts';

/** Nights that a key figure looks at, the night itself among them. */
export const kpiWindowDays = 7;

/** A decision that stands, and the event that holds it. */
export interface StandingNight {
  readonly eventId: string;
  readonly decision: NightDecision;
}

export interface KpiValue {
  readonly kpi: KpiName;
  readonly value: number;
  readonly unit: string;
  readonly level: KpiLevel;
  /** The decisions and readings it was computed from. */
  readonly eventIds: readonly string[];
}

/**
 * The key figures of a night; one that is not known is left out. `nights` are those that stand of the seven days to it,
 * in any order.
 */
export function nightKpis(night: StandingNight, nights: readonly StandingNight[]): KpiValue[] {
  return [rmssd(night), sleepDebt(night, nights), recovery(night)].filter((kpi) => kpi !== null);
}

const itemsOf = ({ decision }: StandingNight): EvidenceItem[] => [
  ...decision.evidence.evidence,
  ...decision.evidence.contradicting,
];

const itemOf = (night: StandingNight, channel: EvidenceItem['channel']): EvidenceItem | undefined =>
  itemsOf(night).find((item) => item.channel === channel);

const measured = (kpi: KpiName, value: number, eventIds: readonly string[]): KpiValue => ({
  kpi,
  value,
  unit: kpiKinds[kpi].unit,
  level: kpiLevel(kpi, value),
  eventIds: [...new Set(eventIds)],
});

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** ms, the night's own value. */
function rmssd(night: StandingNight): KpiValue | null {
  const { lnrmssd } = night.decision.features;
  if (lnrmssd === null) return null;
  const own = itemOf(night, 'lnrmssd')?.event_ids ?? [];
  return measured('hrv_rmssd', tenths(Math.exp(lnrmssd)), [night.eventId, ...own]);
}

/** Hours below the need, summed over the known nights of seven; unknown below four of them. The need is the default. */
function sleepDebt(night: StandingNight, nights: readonly StandingNight[]): KpiValue | null {
  const { minutes } = sleepNeed({ knownNights: 0, freeNightsMin: [] });
  const byDate = new Map(nights.map((each) => [each.decision.date, each]));
  byDate.set(night.decision.date, night);
  const last = dayNumber(night.decision.date);
  const week = Array.from({ length: kpiWindowDays }, (_, index) =>
    byDate.get(dateOf(last - kpiWindowDays + 1 + index)),
  );
  const slept = week.map((each) => (each === undefined ? undefined : itemOf(each, 'sleep')));
  const debts = sleepDebts(slept.map((item) => ({ needMin: minutes, sleepMin: item?.value ?? null })));
  const deficit = debts.at(-1)!.deficit7Min;
  if (deficit === null) return null;
  // Not the decisions about the other nights: they may change without their sleep.
  const used = [night.eventId, ...slept.flatMap((item) => item?.event_ids ?? [])];
  return measured('sleep_debt_hours', tenths(deficit / 60), used);
}

function recovery(night: StandingNight): KpiValue | null {
  const score = recoveryScore(night.decision);
  if (score === null) return null;
  const used = (['lnrmssd', 'h7', 'night_heart_rate'] as const).flatMap(
    (channel) => itemOf(night, channel)?.event_ids ?? [],
  );
  return measured('recovery_score', score, [night.eventId, ...used]);
}
