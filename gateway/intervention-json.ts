import { z } from 'zod';
import { adherenceOf, type InterventionState } from '../domain/intervention.ts';
import { citationsOf, interventionKind } from '../domain/interventions/catalogue.ts';
import type { Circumstances } from '../domain/interventions/circumstances.ts';
import type { Outcome } from '../domain/interventions/outcome.ts';
import type { RecoveryTime } from '../domain/interventions/own-recovery.ts';

const maybeText = z.string().nullable();
const maybeNumber = z.number().nullable();

const counts = z.record(z.string(), z.number()).readonly();
const circumstancesSchema = z
  .object({
    contexts: z.object({ before: counts, after: counts }).describe('nights with each context'),
    co_interventions: z
      .array(z.object({ id: z.string(), kind: z.string(), accepted_on: z.string(), ended_on: maybeText }))
      .readonly(),
  })
  .describe('what else was going on in the compared nights: reasons to doubt the verdict');
const recoverySchema = z
  .object({
    nights: maybeNumber.describe('from the first night of the episode; null: not seen'),
    nights_observed: z.number(),
    own_median: maybeNumber.describe('of own similar episodes without it (Kaplan-Meier)'),
    own_episodes: maybeNumber,
    in_words: z.string(),
  })
  .describe('how long it took until HRV was back');

export const interventionSchema = z.object({
  id: z.string(),
  kind: z.string().describe('id in the catalogue'),
  name: z.string(),
  status: z.enum(['proposed', 'accepted', 'declined', 'completed', 'expired']),
  rank: z.enum(['primary', 'secondary']),
  prompted: z.boolean(),
  proposed_on: z.string(),
  accepted_on: maybeText,
  ended_on: maybeText,
  dose: z.string(),
  caution: z.string(),
  not_with: z.array(z.string()).readonly().describe('conditions with which it is not to be done'),
  expectation: z.string(),
  grade: z.string().describe('A: meta-analysis or consistent trials, to D: weak or mixed evidence'),
  origin: z.string(),
  planned_days: z.number(),
  check: z.object({ from: z.string(), until: z.string() }).nullable(),
  washout_days: maybeNumber.describe('days after its end for which it may still show in other outcomes'),
  evidence: z.object({
    date: z.string(),
    event_id: maybeText.describe('the decision about the night it answers to'),
    items: z.array(z.string()).readonly().describe('ids of evidence items of that decision'),
    signals: z.array(z.string()).readonly().describe('what of the night, of habits and wishes it answers to'),
  }),
  sources: z.array(z.string()).readonly().describe('publications that were checked; others are not named'),
  adherence: z.object({
    share: z.number(),
    days: z.array(z.object({ date: z.string(), done: z.boolean() })).readonly(),
  }),
  verdict: maybeText.describe('improved, probably_improved, no_meaningful_change, worse or unclear'),
  no_verdict_because: maybeText,
  outcome: z
    .object({
      metric: z.string(),
      change: z.number().describe('in the unit of the metric, without what would have come back by itself'),
      change_percent: maybeNumber.describe('of logarithms, as percent of the quantity itself'),
      interval90: z.object({ low: z.number(), high: z.number() }),
      probability_above: z.number(),
      regression: z.number().describe('part of the plain difference that regression to the mean explains'),
      excess: maybeNumber,
      smallest_worthwhile_change: z.number(),
      nights_before: z.number(),
      nights_after: z.number(),
      in_words: z.string(),
    })
    .nullable(),
  circumstances: circumstancesSchema.nullable(),
  recovery: recoverySchema.nullable(),
});

const IN_WORDS = 'In your data, once. It compares your own nights and proves no cause.';

/** How an intervention is shown. What only exists in an older catalogue is shown by its id. */
export const interventionJson = (state: InterventionState): z.infer<typeof interventionSchema> => {
  const { proposal, status, outcome } = state;
  if (proposal === null || status === 'none') throw new Error('an intervention that was never proposed');
  const kind = interventionKind(proposal.kind);
  const { metric } = kind?.target ?? {};
  return {
    id: proposal.interventionId,
    kind: proposal.kind,
    name: kind?.name ?? proposal.kind,
    status,
    rank: proposal.rank,
    prompted: proposal.prompted,
    proposed_on: proposal.proposedOn,
    accepted_on: state.acceptedOn,
    ended_on: state.endedOn,
    dose: kind?.dose ?? '',
    caution: kind?.caution ?? '',
    not_with: kind?.contraindications ?? [],
    expectation: kind?.expectation ?? '',
    grade: kind?.grade ?? 'D',
    origin: kind?.origin ?? 'original',
    planned_days: proposal.plannedDays,
    check: state.check,
    washout_days: proposal.washoutDays ?? null,
    evidence: {
      date: proposal.proposedOn,
      event_id: proposal.decisionEventId,
      items: proposal.why,
      signals: proposal.answersTo ?? [],
    },
    sources: kind === null ? [] : citationsOf(kind),
    adherence: {
      share: adherenceOf(state),
      days: Object.entries(state.log)
        .map(([date, done]) => ({ date, done }))
        .sort((a, b) => (a.date < b.date ? -1 : 1)),
    },
    verdict: outcome?.verdict ?? null,
    no_verdict_because: state.noOutcome,
    outcome: outcome === null ? null : outcomeJson(outcome, metric ?? 'unknown'),
    circumstances: state.circumstances === null ? null : circumstancesJson(state.circumstances),
    recovery: state.recovery === null ? null : recoveryJson(state.recovery),
  };
};

const circumstancesJson = ({ contexts, coInterventions }: Circumstances) => ({
  contexts,
  co_interventions: coInterventions.map(({ interventionId, kind, acceptedOn, endedOn }) => ({
    id: interventionId,
    kind,
    accepted_on: acceptedOn,
    ended_on: endedOn,
  })),
});

const recoveryJson = ({ nights, observed, own }: RecoveryTime) => ({
  nights,
  nights_observed: observed,
  own_median: own?.median ?? null,
  own_episodes: own?.episodes ?? null,
  in_words:
    own === null
      ? 'Not enough of your own episodes to compare with.'
      : `Beside ${own.episodes} similar episodes of your own without it.`,
});

const outcomeJson = (outcome: Outcome, metric: string) => ({
  metric,
  change: outcome.difference.delta,
  change_percent: metric === 'lnrmssd' || metric === 'weekly_hrv' ? outcome.changePercent : null,
  interval90: outcome.difference.interval90,
  probability_above: outcome.difference.probabilityAbove,
  regression: outcome.regression,
  excess: outcome.excess,
  smallest_worthwhile_change: outcome.smallestWorthwhileChange,
  nights_before: outcome.nightsBefore,
  nights_after: outcome.nightsAfter,
  in_words: IN_WORDS,
});
