import { dayNumber } from '../autonomic/calendar.ts';
import { confidenceBand } from '../autonomic/confidence.ts';
import type { State } from '../autonomic/state.ts';
import type { Withheld } from '../safety/finding.ts';
import { catalogue } from './catalogue.ts';
import type { Contraindication, Grade, InterventionKind, Signal } from './intervention-kind.ts';
import { personalMultiplier } from './multiplier.ts';
import type { Verdict } from './verdict.ts';
import { isKeptAway } from './withheld.ts';

const gradeWeights: Readonly<Record<Grade, number>> = { A: 4, B: 3, C: 2, D: 1 };
const unpromptedEveryDays = 7;

export interface SelectionInput {
  readonly date: string;
  readonly state: State;
  /** 0 to 100; null for insufficient data. */
  readonly confidence: number | null;
  /** What the night, the week and the person's reports say, each with the evidence items (`E1`) it was read from. */
  readonly signals: readonly { readonly signal: Signal; readonly evidence: readonly string[] }[];
  /** What the state itself asks for, in order of preference (see `calledForBy`). */
  readonly calledFor: readonly string[];
  /** What the person asked for; everything, where empty. */
  readonly wanted: readonly Signal[];
  readonly conditions: readonly Contraindication[];
  /** What the red flags that stand keep away. */
  readonly withheld: readonly Withheld[];
  /** Past verdicts by intervention, oldest first. */
  readonly verdicts: Readonly<Record<string, readonly Verdict[]>>;
  /** Interventions that are running or were declined lately. */
  readonly notNow: readonly string[];
  /** Whether the person asked. */
  readonly prompted: boolean;
  /** Whether the person agreed to be told more often than once a week. */
  readonly consent: boolean;
  /** Local date of the last proposal nobody had asked for. */
  readonly lastUnprompted: string | null;
}

export interface Choice {
  readonly kind: InterventionKind;
  readonly score: number;
  /** What it answers to, and the evidence items among that. */
  readonly answersTo: readonly Signal[];
  readonly why: readonly string[];
}

export interface Selection {
  readonly primary: Choice | null;
  readonly secondary: Choice | null;
  /** Why nothing was chosen; null where something was. */
  readonly reason: 'no_state' | 'weekly_limit' | 'nothing_fits' | null;
}

const none = (reason: Selection['reason']): Selection => ({ primary: null, secondary: null, reason });

/**
 * At most one primary and one secondary intervention, of different groups; the same input gives the same choice. What
 * the state itself calls for comes first; then by score: grade (A 4 to D 1) times the number of signals addressed times
 * the personal multiplier, over the burden; ties go by id. Somebody who asks for something gets nothing else but what the
 * state calls for. Never again what was `worse` for the person. Unasked at most once in 7 days without consent. Design
 * heuristic.
 */
export function selectInterventions(input: SelectionInput): Selection {
  const { state, confidence } = input;
  if (state === 'insufficient_data' || confidence === null) return none('no_state');
  if (!input.prompted && !input.consent && toldThisWeek(input)) return none('weekly_limit');
  const weak = confidenceBand(confidence) === 'low';
  const choices = catalogue
    .filter((kind) => kind.forStates.includes(state) && !input.notNow.includes(kind.id))
    .filter((kind) => !kind.contraindications.some((condition) => input.conditions.includes(condition)))
    .filter((kind) => !isKeptAway(kind, input.withheld))
    .filter((kind) => !(input.verdicts[kind.id] ?? []).includes('worse'))
    .filter((kind) => !weak || isSafeOnWeakSignal(kind))
    .flatMap((kind) => choiceOf(kind, input))
    .sort((a, b) => b.score - a.score || (a.kind.id < b.kind.id ? -1 : 1));
  const first = input.calledFor.flatMap((id) => choices.find(({ kind }) => kind.id === id) ?? [])[0];
  const asked = choices.filter(({ answersTo }) => isWanted(answersTo, input.wanted));
  const primary = first ?? asked[0];
  if (primary === undefined) return none('nothing_fits');
  const secondary = asked.find(({ kind }) => kind.group !== primary.kind.group) ?? null;
  return { primary, secondary, reason: null };
}

const isWanted = (answersTo: readonly Signal[], wanted: readonly Signal[]): boolean =>
  wanted.length === 0 || answersTo.some((signal) => wanted.includes(signal));

const isSafeOnWeakSignal = (kind: InterventionKind): boolean =>
  kind.risk === 'low' && (kind.grade === 'A' || kind.grade === 'B');

function toldThisWeek({ date, lastUnprompted }: SelectionInput): boolean {
  return lastUnprompted !== null && dayNumber(date) - dayNumber(lastUnprompted) < unpromptedEveryDays;
}

function choiceOf(kind: InterventionKind, { signals, verdicts }: SelectionInput): Choice[] {
  const addressed = signals.filter(({ signal }) => kind.addresses.includes(signal));
  const needed = kind.requires.length === 0 || addressed.some(({ signal }) => kind.requires.includes(signal));
  const answersTo = [...new Set(addressed.map(({ signal }) => signal))];
  if (answersTo.length === 0 || !needed) return [];
  const score =
    (gradeWeights[kind.grade] * answersTo.length * personalMultiplier(verdicts[kind.id] ?? [])) / kind.burden;
  const why = [...new Set(addressed.flatMap(({ evidence }) => evidence))];
  return score > 0 ? [{ kind, score, answersTo, why }] : [];
}
