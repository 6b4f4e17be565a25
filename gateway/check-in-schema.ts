import { z } from 'zod';
import {
  contextTags,
  exclusions,
  reportedSymptoms,
  type SubjectiveScores,
} from '../domain/autonomic/night-extras.ts';
import type { CheckIn, Context } from '../domain/check-in.ts';
import { contraindications } from '../domain/interventions/intervention-kind.ts';
import type { RedFlag } from '../domain/safety/red-flags.ts';
import type { CheckInItem } from '../projections/check-in-queries.ts';
import { healthJson, healthReportOf, healthWords } from './health-words.ts';

const score = z.int().min(1).max(5).optional();
const upTo = <T extends z.ZodType>(item: T, most: number) => z.array(item).max(most).optional();
const session = z.object({ rating: z.number().min(0).max(10), minutes: z.number().min(0).max(1_440) });

/** Scores are oriented so that high is good: 5 is no fatigue, no stress. What is left out was not said. */
const words = {
  scores: z
    .strictObject({ fatigue: score, soreness: score, stress: score, mood: score, sleep_quality: score })
    .refine((scores) => Object.keys(scores).length > 0, 'at least one score')
    .optional(),
  symptoms: upTo(z.enum(reportedSymptoms), reportedSymptoms.length),
  health: healthWords.optional(),
  note: z.string().trim().min(1).max(4_000).optional(),
  contexts: upTo(z.enum(contextTags), contextTags.length),
  sessions: upTo(session, 20),
  rest_day: z.boolean().optional(),
  performance_change_percent: z.number().min(-100).max(100).optional(),
  sleep_need_minutes: z.number().min(240).max(840).optional(),
  exclusions: upTo(z.enum(exclusions), exclusions.length).describe(
    'no state is given with any of these, until told otherwise',
  ),
  conditions: upTo(z.enum(contraindications), contraindications.length).describe(
    'what is not for these is not proposed, until told otherwise',
  ),
  unprompted_consent: z.boolean().optional().describe('more than one unasked proposal a week is welcome'),
  max_heart_rate: z.number().min(100).max(240).optional(),
  impulse_weights: z.enum(['men', 'women']).optional(),
};

export const checkInBody = z
  .strictObject({
    /** The client's; the same id twice is one check-in. */
    id: z
      .string()
      .regex(/^[A-Za-z0-9_.:-]{1,128}$/, 'letters, digits and _.:- only')
      .optional(),
    date: z.iso.date().refine((text) => text >= '1970', 'a year from 1970'),
    ...words,
  })
  .refine(({ id: _, date: __, ...said }) => Object.keys(said).length > 0, 'says nothing beside its date');
export type CheckInBody = z.infer<typeof checkInBody>;

export const receiptSchema = z.object({
  id: z.string(),
  date: z.string(),
  /** False: only a safety text could be given. */
  stored: z.boolean(),
  duplicate: z.boolean(),
  /** A fixed text about the note; its flag is null where the note could not be screened. */
  safety: z.object({ flag: z.string().nullable(), text: z.string() }).nullable(),
});

interface Heard {
  readonly userId: string;
  readonly checkInId: string;
  readonly at: string;
  readonly redFlags: readonly RedFlag[] | null;
}

export const checkInOf = (body: CheckInBody, { redFlags, ...heard }: Heard): CheckIn => {
  const { date, scores, note, symptoms, health } = body;
  const isAboutPerson = [scores, note, symptoms, health].some((words) => words !== undefined);
  const context = contextOf(body);
  return {
    ...heard,
    date,
    checkedIn: isAboutPerson
      ? {
          scores: scoresOf(scores),
          symptoms: symptoms ?? null,
          health: health === undefined ? null : healthReportOf(health),
          note: note ?? null,
          redFlags,
        }
      : null,
    context: isEmpty(context) ? null : context,
  };
};

const scoresOf = (scores: CheckInBody['scores'] = {}): SubjectiveScores => ({
  fatigue: scores.fatigue ?? null,
  soreness: scores.soreness ?? null,
  stress: scores.stress ?? null,
  mood: scores.mood ?? null,
  sleepQuality: scores.sleep_quality ?? null,
});

const contextOf = (body: CheckInBody): Context => ({
  contexts: body.contexts ?? null,
  sessions: body.sessions ?? null,
  restDay: body.rest_day ?? null,
  performanceChangePercent: body.performance_change_percent ?? null,
  profile: {
    sleepNeedMin: body.sleep_need_minutes ?? null,
    exclusions: body.exclusions ?? null,
    conditions: body.conditions ?? null,
    unpromptedConsent: body.unprompted_consent ?? null,
    maximalHeartRate: body.max_heart_rate ?? null,
    impulseWeights: body.impulse_weights ?? null,
  },
});

const isEmpty = ({ profile, ...rest }: Context): boolean =>
  [...Object.values(profile), ...Object.values(rest)].every((value) => value === null);

export const checkInItemSchema = z.object({
  event_id: z.string(),
  id: z.string(),
  kind: z.string(),
  date: z.string(),
  at: z.string(),
  said: z.object(words),
  red_flags: z.array(z.string()).readonly().nullable(),
});

/** In the words in which it was sent. */
export const itemJson = ({ eventId, event }: CheckInItem): z.input<typeof checkInItemSchema> => {
  const { checkInId, date, at } = event.data;
  const common = { event_id: eventId, id: checkInId, kind: event.type, date, at };
  if (event.type === 'CheckedIn') {
    const { scores, symptoms, health, note, redFlags } = event.data;
    const { sleepQuality: sleep_quality, ...rest } = scores;
    return {
      ...common,
      said: said({
        scores: said({ ...rest, sleep_quality }),
        symptoms,
        health: health ? said(healthJson(health)) : null,
        note,
      }),
      red_flags: redFlags,
    };
  }
  const { contexts, sessions, restDay, performanceChangePercent, profile } = event.data;
  return {
    ...common,
    said: said({
      contexts,
      sessions,
      rest_day: restDay,
      performance_change_percent: performanceChangePercent,
      sleep_need_minutes: profile.sleepNeedMin,
      exclusions: profile.exclusions,
      conditions: profile.conditions,
      unprompted_consent: profile.unpromptedConsent,
      max_heart_rate: profile.maximalHeartRate,
      impulse_weights: profile.impulseWeights,
    }),
    red_flags: [],
  };
};

/** Without what was not said. */
const said = (words: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(words).filter(
      ([, value]) => (value ?? null) !== null && !(isRecord(value) && Object.keys(value).length === 0),
    ),
  );

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
