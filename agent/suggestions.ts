import type { Suggestions } from '../commands/suggest-interventions.ts';
import type { InterventionState } from '../domain/intervention.ts';
import { interventionInWords, offerInWords } from '../domain/intervention-in-words.ts';
import type { Goal } from '../domain/interventions/goal.ts';
import { within } from './deadline.ts';
import type { Question } from './question.ts';
import type { Report } from './report.ts';
import type { Situation } from './situation.ts';

const DEADLINE_MS = 2_000;

/** Who asks, for the record. */
export interface Asking {
  readonly correlationId: string;
  readonly actor: string;
}

export interface InterventionDesk {
  /** What the person has open, oldest first. */
  open(userId: string): Promise<readonly InterventionState[]>;
  /** The same; where nothing is open, something is proposed if anything fits, for the goal if there is one. */
  suggest(userId: string, asking: Asking, goal?: Goal): Promise<Suggestions>;
}

export interface ReadSuggestions extends Suggestions {
  /** They could not be read. */
  readonly unread: boolean;
}

/** What a reply may speak of; proposes only to somebody who asks what to do. */
export const readSuggestions = async (
  desk: InterventionDesk,
  question: Question,
  { userId, correlationId }: { readonly userId: string; readonly correlationId: string },
  report: Report,
  signal: AbortSignal | undefined,
): Promise<ReadSuggestions> => {
  const asking = { correlationId, actor: `user:${userId}` };
  const read = async (): Promise<Suggestions> =>
    question.kind === 'help'
      ? desk.suggest(userId, asking)
      : { interventions: await desk.open(userId), reason: null };
  try {
    return { ...(await within(DEADLINE_MS, 'the interventions', read, signal)), unread: false };
  } catch (error) {
    report('interventions', error);
    return { interventions: [], reason: null, unread: true };
  }
};

/** The fixed texts about interventions that a reply to this situation holds. */
export const suggestionTextsOf = ({ question, suggestions }: Situation): string[] => {
  const inWords = question.kind === 'help' ? interventionInWords : offerInWords;
  return suggestions.interventions.map(inWords).filter((text) => text !== null);
};
