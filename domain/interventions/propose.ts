import { dayNumber } from '../autonomic/calendar.ts';
import type { State } from '../autonomic/state.ts';
import type { InterventionState, Proposal } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import type { Withheld } from '../safety/finding.ts';
import { calledForBy } from './called-for.ts';
import { interventionKind } from './catalogue.ts';
import { type Goal, signalsOfGoal } from './goal.ts';
import type { Contraindication } from './intervention-kind.ts';
import { type Choice, type Selection, selectInterventions } from './select.ts';
import { type FoundSignal, signalsOf, withoutEvidence } from './signals.ts';
import type { Verdict } from './verdict.ts';
import { washoutDays } from './washout.ts';
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
  /** What the person's sleep, words and training of the last weeks ask for beside the night. */
  readonly habits: readonly FoundSignal[];
  /** Id of the intervention for a night, a rank and the how many-th asking (0: unasked); the same always gives the same. */
  readonly idOf: (userId: string, date: string, rank: Proposal['rank'], asking: number) => string;
}

/**
 * What to propose, unasked, after a night: nothing while something is open, at most once in 7 days, and without consent
 * one thing alone; nothing that a red flag keeps away. Asking again for the same night gives the same proposals; a night that was answered already by an
 * earlier decision gets no second answer.
 */
export function proposalsAfter(input: ProposeInput): Proposal[] {
  const { night, eventId, facts } = input;
  if (!callsForIt.includes(night.state) || isSilenced(input)) return [];
  const known = proposed(input.past);
  const ofNight = known.filter(({ proposal }) => proposal.proposedOn === night.date);
  if (ofNight.some(({ proposal }) => proposal.prompted || proposal.decisionEventId !== eventId)) return [];
  const earlier = known.filter(({ proposal }) => proposal.proposedOn < night.date);
  if (earlier.some(isOpen)) return [];
  const { primary, secondary } = select(input, earlier, null);
  return [
    ...proposalOf(input, primary, 'primary', 0),
    ...(facts.consent ? proposalOf(input, secondary, 'secondary', 0) : []),
  ];
}

/** After words of an emergency, and while red flags stop all coaching, nothing is proposed to anybody. */
const isSilenced = ({ facts, withheld }: ProposeInput): boolean =>
  facts.redFlagSaid || stopsCoaching(withheld);

export type NothingFits = 'no_state' | 'nothing_fits' | 'withheld';

/**
 * What to propose to somebody who asks, for a goal or for anything, and why there is nothing. What is open already is
 * for the caller to show.
 */
export function proposalsWhenAsked(
  input: ProposeInput,
  goal: Goal | null = null,
): {
  readonly proposals: Proposal[];
  readonly reason: NothingFits | null;
} {
  if (isSilenced(input)) return { proposals: [], reason: 'withheld' };
  const known = proposed(input.past).filter(({ proposal }) => proposal.proposedOn <= input.night.date);
  const asking = 1 + known.filter(({ proposal }) => proposal.proposedOn === input.night.date).length;
  const { primary, secondary } = select(input, known, { goal });
  const without = input.night.confidence === null ? 'no_state' : 'nothing_fits';
  const proposals = [
    ...proposalOf(input, primary, 'primary', asking),
    ...proposalOf(input, secondary, 'secondary', asking),
  ];
  return { proposals, reason: primary === null ? without : null };
}

type Known = InterventionState & { readonly proposal: Proposal };

const proposed = (past: readonly InterventionState[]): Known[] =>
  past.flatMap((state) => (state.proposal === null ? [] : [{ ...state, proposal: state.proposal }]));

/** Waits for an answer, or is being done. */
export const isOpen = ({ status }: InterventionState): boolean =>
  status === 'proposed' || status === 'accepted';

function select(
  { night, recent, facts, habits, withheld }: ProposeInput,
  earlier: readonly Known[],
  asked: { readonly goal: Goal | null } | null,
): Selection {
  const day = dayNumber(night.date);
  const declined = earlier.filter(
    ({ status, endedOn }) => status === 'declined' && day - dayNumber(endedOn!) < declinedDays,
  );
  const unprompted = earlier.filter(({ proposal }) => !proposal.prompted);
  const wanted = signalsOfGoal(asked?.goal ?? null);
  const before = recent.find(({ date }) => day - dayNumber(date) === 1)?.state ?? null;
  return selectInterventions({
    date: night.date,
    state: night.state,
    confidence: night.confidence,
    signals: [
      ...signalsOf(night.evidence),
      ...persistentStrain(night, recent),
      ...habits,
      ...wanted.map(withoutEvidence),
    ],
    calledFor: calledForBy({ state: night.state, h7: night.features.h7, before }),
    wanted,
    conditions: [...facts.conditions, ...reportedConditions(night)],
    withheld,
    verdicts: verdictsOf(earlier),
    notNow: [...declined, ...earlier.filter(isOpen)].map(({ proposal }) => proposal.kind),
    prompted: asked !== null,
    consent: facts.consent,
    lastUnprompted:
      unprompted
        .map(({ proposal }) => proposal.proposedOn)
        .sort()
        .at(-1) ?? null,
  });
}

function proposalOf(
  { night, eventId, idOf }: ProposeInput,
  choice: Choice | null,
  rank: Proposal['rank'],
  asking: number,
): Proposal[] {
  if (choice === null) return [];
  const { kind, why, answersTo } = choice;
  return [
    {
      interventionId: idOf(night.userId, night.date, rank, asking),
      userId: night.userId,
      kind: kind.id,
      rank,
      why,
      answersTo,
      decisionEventId: eventId,
      prompted: asking > 0,
      proposedOn: night.date,
      plannedDays: kind.plannedDays,
      windowDays: kind.windowDays,
      washoutDays: washoutDays(kind),
    },
  ];
}

/** Verdicts by kind, oldest first. That an illness lasted is nothing that rest did: it counts neither way. */
function verdictsOf(past: readonly InterventionState[]): Record<string, Verdict[]> {
  const verdicts: Record<string, Verdict[]> = {};
  const evaluated = past.filter(
    ({ outcome, proposal }) =>
      outcome !== null && interventionKind(proposal!.kind)?.target.metric !== 'illness_points',
  );
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
