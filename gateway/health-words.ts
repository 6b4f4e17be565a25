import { z } from 'zod';
import type { HealthReport } from '../domain/safety/health-report.ts';

const yes = z.boolean().optional();
const count = (most: number) => z.number().min(0).max(most).optional();

const shape = {
  weight_loss_percent: count(100).describe('of the body weight, with weight_loss_months'),
  weight_loss_months: count(60),
  months_without_period: count(120),
  persistent_fatigue: yes,
  insomnia_nights_per_week: count(7).describe('nights with trouble sleeping, with insomnia_months'),
  insomnia_months: count(1_200),
  snoring_with_gasping: yes,
  asleep_while_driving: yes,
  dizzy_or_faint: yes,
  palpitations: yes,
  recent_infection: yes,
  stiff_neck_rash_or_confusion: yes.describe('any of the three'),
  performance_falling_weeks: count(520),
  deload_began_on: z.iso.date().optional(),
  altitude_m: z.number().min(-500).max(9_000).optional(),
  oxygen_target_by_clinician: yes,
  athlete: yes,
};

type Words = z.infer<z.ZodObject<typeof shape>>;

/** What is asked for the red flags alone. It holds for a while; what is said later replaces it field by field. */
export const healthWords = z
  .strictObject(shape)
  .refine((words) => Object.keys(words).length > 0, 'at least one field')
  .refine(
    (words) => (words.weight_loss_percent === undefined) === (words.weight_loss_months === undefined),
    'weight_loss_percent and weight_loss_months go together',
  )
  .refine(
    (words) => (words.insomnia_nights_per_week === undefined) === (words.insomnia_months === undefined),
    'insomnia_nights_per_week and insomnia_months go together',
  );

const words = {
  weightLossPercent: 'weight_loss_percent',
  weightLossMonths: 'weight_loss_months',
  monthsWithoutPeriod: 'months_without_period',
  persistentFatigue: 'persistent_fatigue',
  insomniaNightsPerWeek: 'insomnia_nights_per_week',
  insomniaMonths: 'insomnia_months',
  snoringWithGasping: 'snoring_with_gasping',
  asleepWhileDriving: 'asleep_while_driving',
  dizzyOrFaint: 'dizzy_or_faint',
  palpitations: 'palpitations',
  recentInfection: 'recent_infection',
  stiffNeckRashOrConfusion: 'stiff_neck_rash_or_confusion',
  performanceFallingWeeks: 'performance_falling_weeks',
  deloadBeganOn: 'deload_began_on',
  altitudeM: 'altitude_m',
  oxygenTargetByClinician: 'oxygen_target_by_clinician',
  athlete: 'athlete',
} as const satisfies Record<keyof HealthReport, keyof Words>;

const fields = Object.entries(words) as [keyof HealthReport, keyof Words][];

export const healthReportOf = (said: Words): HealthReport =>
  Object.fromEntries(fields.map(([field, word]) => [field, said[word] ?? null])) as unknown as HealthReport;

export const healthJson = (report: HealthReport): Record<string, unknown> =>
  Object.fromEntries(fields.map(([field, word]) => [word, report[field]]));
