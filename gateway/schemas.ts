import { z } from 'zod';
import { sleepSchema } from './sleep-json.ts';

/** Shapes of answers, as `/openapi.json` shows them. */
export const pageSchema = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item).readonly(), next_cursor: z.string().nullable() });

const number = z.number().nullable();
const featureNames = [
  'lnrmssd',
  'n7',
  'mean7',
  'n_ref60',
  'ref_median',
  'ref_mad_scaled',
  'n_lag',
  'lag_mean_hampel',
  'lag_sd_hampel',
  'h7',
  'z_hrv',
  'z_nremhr',
  'delta_nremhr',
  'z_resp',
  'delta_resp',
  'z_temp',
  'delta_temp',
  'sleep7_min',
  'n_sleep7',
] as const;
type FeatureName = (typeof featureNames)[number];

const evidence = z.object({
  id: z.string(),
  channel: z.string(),
  value: z.number(),
  unit: z.string(),
  nights: z.number(),
  baseline: z
    .object({
      median: z.number().optional(),
      mad_scaled: z.number().optional(),
      mean: z.number().optional(),
      sd: z.number().optional(),
      n: z.number(),
      bridged: z
        .number()
        .optional()
        .describe('how many of `n` another device measured, converted by nights with both'),
      window: z.string(),
    })
    .nullable(),
  delta: number,
  change_percent: number,
  z: number,
  rule: z.string().nullable(),
  points: z.number(),
  strain_points: z.number(),
  source: z
    .object({ provider: z.string(), device: z.string(), metric: z.string(), record_id: z.string() })
    .nullable(),
  event_ids: z.array(z.string()).readonly(),
  citations: z.array(z.string()).readonly(),
});

export const nightSchema = z.object({
  date: z.string(),
  state: z.string(),
  confidence: number,
  illness_points: number,
  strain_points: number,
  features: z.object(
    Object.fromEntries(featureNames.map((name) => [name, number])) as Record<FeatureName, typeof number>,
  ),
  evidence: z.array(evidence).readonly(),
  contradicting: z.array(evidence).readonly(),
  missing: z.array(z.string()).readonly(),
  previous_state: z.string(),
  rule_path: z.array(z.string()).readonly(),
  contexts: z.array(z.string()).readonly(),
  flags: z.array(z.string()).readonly(),
  interventions: z
    .array(z.object({ id: z.string(), kind: z.string(), why: z.array(z.string()).readonly() }))
    .readonly()
    .describe('what was proposed after the night; `why` names evidence items'),
  baseline_status: z.string(),
  ruleset: z.string(),
  as_of: z.string(),
  input_hash: z.string(),
  event_id: z.string(),
  supersedes: z.string().nullable(),
});

const notice = z.object({
  flag: z.string(),
  level: z.string(),
  text: z.string(),
});

const kpi = z.object({
  kpi: z.string(),
  value: z.number(),
  unit: z.string(),
  level: z.string(),
  event_ids: z.array(z.string()).readonly(),
});

/** Before the first night only `state` (insufficient_data) says something. `stale`: the night's age in days above 1. */
export const stateSchema = nightSchema.partial().extend({
  user_id: z.string(),
  state: z.string(),
  date: z.string().nullable(),
  confidence: number,
  stale: number,
  cognitive_mode: z.string(),
  sleep: sleepSchema.nullable().describe('of the night and the weeks before it, for display'),
  /** Key figures of this night that are known. */
  kpis: z.array(kpi).readonly(),
  /** Red flags of readings and reports, in fixed words; independent of the state. */
  notices: z
    .array(
      notice.extend({
        withholds: z.array(z.string()).readonly(),
        since: z.string(),
        event_ids: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});

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

export const chatSchema = z.object({
  response: z.string(),
  session_id: z.string(),
  turn: number,
  state: z.string().nullable(),
  date: z.string().nullable(),
  confidence: number,
  stale_days: number,
  data_quality: z.string(),
  worded_by: z.string(),
  sources: z
    .array(
      z.object({
        event_ids: z.array(z.string()).readonly(),
        evidence_id: z.string().nullable(),
        channel: z.string(),
        value: z.number(),
        unit: z.string(),
        date: z.string(),
      }),
    )
    .readonly(),
  memories: z
    .array(z.object({ memory_id: z.string(), tier: z.string(), score: z.number(), text: z.string() }))
    .readonly(),
  interventions: z
    .array(
      z.object({
        id: z.string(),
        kind: z.string(),
        name: z.string(),
        status: z.string(),
        why: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  partial: z.boolean(),
  safety: z.object({ flag: z.string(), text: z.string() }).nullable(),
  notices: z.array(notice).readonly(),
  cognitive_mode: z.string().nullable(),
  kpi_emitted: z.boolean(),
});
