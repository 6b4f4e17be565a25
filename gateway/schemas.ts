import { z } from 'zod';

/** Shapes of answers, as `/openapi.json` shows them. */
export const pageSchema = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

const number = z.number().nullable();
const featureNames = [
  'lnrmssd', 'n7', 'mean7', 'n_ref60', 'ref_median', 'ref_mad_scaled', 'n_lag', 'lag_mean_hampel', 'lag_sd_hampel', 'h7',
  'z_hrv', 'z_nremhr', 'delta_nremhr', 'z_resp', 'delta_resp', 'z_temp', 'delta_temp', 'sleep7_min', 'n_sleep7',
] as const;
type FeatureName = (typeof featureNames)[number];

const evidence = z.looseObject({ id: z.string(), channel: z.string(), value: z.number(), unit: z.string() });

export const nightSchema = z.object({
  date: z.string(),
  state: z.string(),
  confidence: number,
  illness_points: number,
  strain_points: number,
  features: z.object(Object.fromEntries(featureNames.map((name) => [name, number])) as Record<FeatureName, typeof number>),
  evidence: z.array(evidence),
  contradicting: z.array(evidence),
  missing: z.array(z.string()),
  previous_state: z.string(),
  rule_path: z.array(z.string()),
  flags: z.array(z.string()),
  baseline_status: z.string(),
  ruleset: z.string(),
  as_of: z.string(),
  input_hash: z.string(),
  event_id: z.string(),
  supersedes: z.string().nullable(),
});

/** Before the first night only `state` (insufficient_data) says something. `stale`: the night's age in days above 1. */
export const stateSchema = nightSchema
  .partial()
  .extend({ user_id: z.string(), state: z.string(), date: z.string().nullable(), confidence: number, stale: number });

export const readingSchema = z.object({
  metric: z.string(),
  value: number,
  code: z.string().nullable(),
  unit: z.string().nullable(),
  statistic: z.string(),
  context: z.string(),
  period: z.string(),
  start: z.string(),
  end: z.string(),
  local_date: z.string(),
  zone_offset_min: z.number(),
  status: z.string(),
  source: z.string(),
  document: z.string(),
  event_id: z.string(),
});

export const bucketSchema = z.object({
  start: z.string(),
  statistic: z.string(),
  context: z.string(),
  unit: z.string().nullable(),
  count: z.number(),
  mean: z.number(),
  minimum: z.number(),
  maximum: z.number(),
  sum: z.number(),
});

export const timelineSchema = z.object({
  event_id: z.string(),
  kind: z.string(),
  occurred_at: z.string(),
  date: z.string().nullable(),
  summary: z.record(z.string(), z.unknown()),
});
