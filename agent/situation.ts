import type { Suggestions } from '../commands/suggest-interventions.ts';
import type { Withheld } from '../domain/safety/finding.ts';
import type { ReadNight } from './ports.ts';
import type { Question } from './question.ts';

/** Everything a reply may speak of. Small: at most three nights, however long the history. */
export interface Situation {
  readonly question: Question;
  /** The wearer's date, as well as it is known. */
  readonly today: string;
  /** The newest night. */
  readonly newest: ReadNight | null;
  /** Age of the newest night in days. */
  readonly ageDays: number;
  /** The newest classified night whose state differs from the newest one's. */
  readonly before: ReadNight | null;
  /** Oldest night of the run that the newest night ends, among those looked at. */
  readonly since: ReadNight | null;
  /** Whether the run has days without enough data in it. */
  readonly interrupted: boolean;
  /** The night that was asked for by date. */
  readonly asked: { readonly date: string; readonly night: ReadNight | null } | null;
  /** Nights with HRV among the newest night's reference days: what is there of a baseline. */
  readonly hrvNights: number;
  /** The same of the last seven days. */
  readonly hrvNightsOfWeek: number;
  /** The nights could not be read. */
  readonly unreachable: boolean;
  /** Interventions that are open; to somebody who asks, what was proposed just now. */
  readonly suggestions: Suggestions;
  /** Hard days of training in a row up to the day before the newest night's; null: they could not be read. */
  readonly hardDays: number | null;
  /** What must not be spoken of while red flags of readings or reports stand. */
  readonly withheld: readonly Withheld[];
}

/** How a run of one state began, from nights newest first. Days without enough data neither end nor begin a run. */
export const runOf = (nights: readonly ReadNight[]): Pick<Situation, 'before' | 'since' | 'interrupted'> => {
  const state = nights[0]?.decision.state;
  const classified = nights.filter(({ decision }) => decision.state !== 'insufficient_data');
  if (state === undefined || state === 'insufficient_data')
    return { before: classified[0] ?? null, since: null, interrupted: false };
  const end = classified.findIndex(({ decision }) => decision.state !== state);
  const since = classified[end === -1 ? classified.length - 1 : end - 1] ?? null;
  return {
    before: classified[end] ?? null,
    since,
    interrupted: since !== null && nights.indexOf(since) >= (end === -1 ? classified.length : end),
  };
};
