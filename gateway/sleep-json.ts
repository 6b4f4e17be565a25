import { z } from 'zod';
import type { SleepSummary } from '../domain/sleep/sleep-summary.ts';

const number = z.number().nullable();

/** For display; minutes, clock hours, percent. Null: not known. */
export const sleepSchema = z.object({
  efficiency_percent: number,
  latency_minutes: number,
  wake_after_onset_minutes: number,
  midpoint_hour: number.describe('local clock, 0 to 24'),
  midpoint_deviation14_hours: number.describe('circular standard deviation of 14 days'),
  social_jetlag_hours: number,
  regularity7: number.describe('-100 to 100; compare it with your own past only'),
  regularity28: number,
  need_minutes: z.number(),
  need_basis: z.enum(['told', 'personal', 'default']),
  debt_minutes: number,
  debt_level: z.enum(['moderate', 'severe']).nullable(),
  deficit7_minutes: number,
});

export const sleepJson = (summary: SleepSummary): z.infer<typeof sleepSchema> => {
  const { night, habits, need } = summary;
  return {
    efficiency_percent: night?.efficiencyPercent ?? null,
    latency_minutes: night?.latencyMin ?? null,
    wake_after_onset_minutes: night?.wakeAfterOnsetMin ?? null,
    midpoint_hour: night?.midpointH ?? null,
    midpoint_deviation14_hours: habits.midpointDeviationH,
    social_jetlag_hours: summary.socialJetlagH,
    regularity7: habits.regularity7,
    regularity28: habits.regularity28,
    need_minutes: need.minutes,
    need_basis: need.basis,
    debt_minutes: summary.debtMin,
    debt_level: summary.debtFlag,
    deficit7_minutes: summary.deficit7Min,
  };
};
