import { z } from 'zod';

// What is published, as others see it. `docs/messages/*.schema.json` is made from here; a test keeps the two together.

/** Raised when a field changes its meaning or goes; new fields alone do not raise it. */
export const MESSAGE_VERSION = 1;

const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .describe('UTC, ISO 8601 with milliseconds');
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .describe('local calendar day of the wearer');
const maybeNumber = z.number().nullable();
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const envelope = {
  schema_version: z.literal(MESSAGE_VERSION),
  event_id: z.uuid().describe('of the fact in AUREN’s log; the same in every repetition'),
  user_id: z.string().min(1).describe('also the key of the message'),
  recorded_at: instant.describe('when AUREN recorded the fact; UTC, ISO 8601 with milliseconds'),
};

const reading = z.object({
  key: z.string().describe('identifies the reading inside its document'),
  metric: z.string().describe('e.g. heart_rate_variability.rmssd'),
  value: maybeNumber.describe('in `unit`; null for coded metrics such as sleep_stage'),
  code: z.string().nullable().describe('of coded metrics'),
  unit: z.string().nullable().describe('UCUM; null for coded metrics'),
  statistic: z.enum(['sample', 'average', 'minimum', 'maximum', 'sum', 'count']),
  context: z.enum(['sleep', 'rest', 'active', 'workout', 'none']),
  period: z.enum(['instant', 'interval', 'local_day']),
  start: instant,
  end: instant.describe('equals `start` for an instant; intervals are [start, end)'),
  local_date: day,
  zone_offset_min: z.number().describe('minutes east of UTC'),
  status: z.enum(['preliminary', 'final', 'amended', 'entered_in_error']),
  source: z
    .string()
    .optional()
    .describe('the device or app that measured it, where the document has several'),
  overlapped: z
    .boolean()
    .optional()
    .describe(
      'true: another source counted the same time; leave it out of sums. A later message may take it back',
    ),
});

const documentFacts = {
  provider: z.string(),
  document: z.string().describe('one record of the provider (a sleep, a day); unique with `provider`'),
  document_kind: z.enum(['sleep', 'daily', 'body', 'activity', 'metric_day']),
  source: z.string().describe('e.g. terra:GARMIN'),
  revision: z.int().min(1).describe('grows with each delivery that changed the document'),
  interval: z
    .object({ start: instant, end: instant, zone_offset_min: z.number(), local_date: day })
    .nullable(),
  is_nap: z.boolean(),
};

export const readingsMessage = z
  .object({
    event_type: z.enum(['ReadingsRecorded', 'ReadingsRevised']),
    ...envelope,
    ...documentFacts,
    part: z.int().min(1),
    parts: z.int().min(1),
    readings: list(reading),
  })
  .describe('Readings that are new or different; everything else of the document stands as it was.');

export const readingsRetractedMessage = z
  .object({ event_type: z.literal('ReadingsRetracted'), ...envelope, ...documentFacts })
  .describe('The provider took the document back: none of its readings holds any more.');

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
  delta: maybeNumber,
  change_percent: maybeNumber,
  z: maybeNumber,
  rule: z.string().nullable(),
  points: z.number(),
  strain_points: z.number(),
  source: z
    .object({ provider: z.string(), device: z.string(), metric: z.string(), record_id: z.string() })
    .nullable(),
  event_ids: list(z.string()),
  citations: list(z.string()),
});

export const nightMessage = z
  .object({
    event_type: z.enum(['NightAssessed', 'NightReassessed']),
    ...envelope,
    date: day.describe('local date of waking'),
    state: z.enum([
      'insufficient_data',
      'primed',
      'balanced',
      'strained',
      'overreached',
      'illness_suspected',
    ]),
    previous_state: z.enum(['primed', 'balanced', 'strained', 'overreached', 'illness_suspected']),
    confidence: maybeNumber.describe('0 to 100'),
    illness_points: maybeNumber,
    strain_points: maybeNumber,
    features: z.record(z.string(), maybeNumber),
    evidence: list(evidence),
    contradicting: list(evidence),
    missing: list(z.string()),
    rule_path: list(z.string()),
    flags: list(z.string()),
    baseline_status: z.string(),
    ruleset: z.string(),
    as_of: z.string().describe('when the newest input was recorded'),
    input_hash: z.string(),
    supersedes: z.string().nullable().describe('event_id of the decision that this one replaces'),
  })
  .describe('The decision about one night. The newest for a date stands.');

export const nightWithdrawnMessage = z
  .object({ event_type: z.literal('NightWithdrawn'), ...envelope, date: day, supersedes: z.string() })
  .describe('Everything known of the night was retracted.');

export const interventionMessage = z
  .object({
    event_type: z.string().regex(/^Intervention[A-Za-z]*$/),
    ...envelope,
    intervention: z.string().describe('name of the intervention’s stream'),
    data: z.record(z.string(), z.unknown()).describe('of the event; its form depends on event_type'),
  })
  .describe('A step in the life of an intervention.');

export const biometricMessage = z.discriminatedUnion('event_type', [
  readingsMessage,
  readingsRetractedMessage,
  nightMessage,
  nightWithdrawnMessage,
]);

export type ReadingsMessage = z.infer<typeof readingsMessage>;
export type ReadingsRetractedMessage = z.infer<typeof readingsRetractedMessage>;
export type NightMessage = z.infer<typeof nightMessage>;
export type NightWithdrawnMessage = z.infer<typeof nightWithdrawnMessage>;
export type InterventionMessage = z.infer<typeof interventionMessage>;
export type PublishedMessage =
  | ReadingsMessage
  | ReadingsRetractedMessage
  | NightMessage
  | NightWithdrawnMessage
  | InterventionMessage;

/** The published schemas, by name of the file without its ending. Unknown fields are allowed: a later version may add some. */
export const jsonSchemas = (): Readonly<Record<string, object>> => {
  const schemaOf = (title: string, schema: z.ZodType): object => ({
    title,
    ...z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }),
  });
  return {
    'biometric-events': schemaOf('Message of the topic biometric-events', biometricMessage),
    'neuros-interventions': schemaOf('Message of the topic neuros-interventions', interventionMessage),
  };
};
