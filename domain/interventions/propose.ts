import { dayNumber } from '../autonomic/calendar.ts';
import type { State } from '../autonomic/state.ts';
import type { InterventionState, Proposal } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import type { Withheld } from '../safety/finding.ts';
import type { Contraindication } from './intervention-kind.ts';
import { type Choice, selectInterventions } from './select.ts';
import { type FoundSignal, signalsOf } from './signals.ts';
import type { Verdict } from './verdict.ts';
import { stopsCoaching } from './withheld.ts';

/** A proposal answers to a night that is at most this old, in days. */
export const freshDays = 2;
/** Days in which what was declined is not proposed again. */
const declinedDays = 28;
/** Nights after which strain that goes on is a reason to talk to somebody, and how many must be known of them. */
const persistentNights = 14;
const knownNights = 10;

/** States in which NEUROS speaks up without being asked. */
const callsForIt: readonly State[] = ['strained', 'overreached', 'illness_suspected'];

/** What the person told of themselves; never inferred. */
export interface PersonFacts {
  readonly conditions: readonly Contraindication[];
  /** Whether the person agreed to be told more often than once a week. */
  readonly consent: boolean;
  /** The last days' words held a sign of an emergency or of thoughts of dying: there is no coaching then. */
  readonly redFlagSaid: boolean;
}

export interface ProposeInput {
  readonly night: NightDecision;
  readonly eventId: string;
  /** Nights of the last two weeks, this one among them, in any order. */
  readonly recent: readonly NightDecision[];
  /** Every intervention of the person. */
  readonly past: readonly InterventionState[];
  readonly facts: PersonFacts;
  /** What the red flags that stand keep away. */
  readonly withheld: readonly Withheld[];
  /** Id of the intervention for a user, a date and a rank: the same always gives the same. */
  readonly idOf: (userId: string, date: string, rank: Proposal['rank']) => string;
}

/**
 * What to propose, unasked, after a night: nothing while something is open, at most once in 7 days, and without consent
 * one thing alone; nothing that a red flag keeps away. Asking again for the same night gives the same proposals; a night that was answered already by an
 * earlier decision gets no second answer.
 */
export function proposalsAfter(input: ProposeInput): Proposal[] {
  const { night, eventId, recent, past, facts, withheld, idOf } = input;
  if (!callsForIt.includes(night.state) || facts.redFlagSaid || stopsCoaching(withheld)) return [];
  const known = past.flatMap((state) =>
    state.proposal === null ? [] : [{ ...state, proposal: state.proposal }],
  );
  const ofNight = known.filter(({ proposal }) => proposal.proposedOn === night.date);
  if (ofNight.some(({ proposal }) => proposal.decisionEventId !== eventId)) return [];
  const earlier = known.filter(({ proposal }) => proposal.proposedOn < night.date);
  if (earlier.some(({ status }) => status === 'proposed' || status === 'accepted')) return [];
  const day = dayNumber(night.date);
  const unprompted = earlier.filter(({ proposal }) => !proposal.prompted);
  const selection = selectInterventions({
    date: night.date,
    state: night.state,
    confidence: night.confidence,
    signals: [...signalsOf(night.evidence), ...persistentStrain(night, recent)],
    conditions: [...facts.conditions, ...reportedConditions(night)],
    withheld,
    verdicts: verdictsOf(earlier),
    notNow: earlier
      .filter(({ status, endedOn }) => status === 'declined' && day - dayNumber(endedOn!) < declinedDays)
      .map(({ proposal }) => proposal.kind),
    prompted: false,
    consent: facts.consent,
    lastUnprompted:
      unprompted
        .map(({ proposal }) => proposal.proposedOn)
        .sort()
        .at(-1) ?? null,
  });
  const proposalOf = (choice: Choice | null, rank: Proposal['rank']): Proposal[] =>
    choice === null
      ? []
      : [
          {
            interventionId: idOf(night.userId, night.date, rank),
            userId: night.userId,
            kind: choice.kind.id,
            rank,
            why: choice.why,
            decisionEventId: eventId,
            prompted: false,
            proposedOn: night.date,
            plannedDays: choice.kind.plannedDays,
            windowDays: choice.kind.windowDays,
          },
        ];
  return [
    ...proposalOf(selection.primary, 'primary'),
    ...(facts.consent ? proposalOf(selection.secondary, 'secondary') : []),
  ];
}

/** Verdicts by kind, oldest first. */
function verdictsOf(past: readonly InterventionState[]): Record<string, Verdict[]> {
  const verdicts: Record<string, Verdict[]> = {};
  const evaluated = past.filter(({ outcome }) => outcome !== null);
  for (const { proposal, outcome } of evaluated.sort((a, b) => (a.endedOn! < b.endedOn! ? -1 : 1))) {
    const ofKind = verdicts[proposal!.kind] ?? [];
    verdicts[proposal!.kind] = [...ofKind, outcome!.verdict];
  }
  return verdicts;
}

/** With any reported symptom nothing is proposed that fever forbids. */
function reportedConditions({ evidence }: NightDecision): Contraindication[] {
  const items = [...evidence.evidence, ...evidence.contradicting];
  return items.some(({ channel }) => channel === 'self_report') ? ['fever'] : [];
}

function persistentStrain(night: NightDecision, recent: readonly NightDecision[]): FoundSignal[] {
  const last = dayNumber(night.date);
  const states = recent
    .filter(({ date }) => last - dayNumber(date) < persistentNights && date <= night.date)
    .map(({ state }) => state)
    .filter((state) => state !== 'insufficient_data');
  const strained = states.every((state) => state === 'strained' || state === 'overreached');
  return states.length >= knownNights && strained ? [{ signal: 'persistent_strain', evidence: [] }] : [];
}
