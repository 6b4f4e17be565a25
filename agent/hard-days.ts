import { within } from './deadline.ts';
import type { ReadNight } from './ports.ts';
import { daysBefore, type Question } from './question.ts';
import type { Report } from './report.ts';

const DEADLINE_MS = 1_000;

/** Hard days of training in a row up to and with a local date. */
export type HardDaysUpTo = (userId: string, date: string) => Promise<number>;

/**
 * Those up to the day before the newest night's, asked for only where the advice depends on them. Null where they could
 * not be read.
 */
export const readHardDays = async (
  hardDaysUpTo: HardDaysUpTo,
  question: Question,
  newest: ReadNight | null,
  userId: string,
  report: Report,
  signal: AbortSignal | undefined,
): Promise<number | null> => {
  if (question.kind !== 'session' || newest?.decision.state !== 'primed') return 0;
  const yesterday = daysBefore(newest.decision.date, 1);
  try {
    return await within(DEADLINE_MS, 'the hard days', () => hardDaysUpTo(userId, yesterday), signal);
  } catch (error) {
    report('hard_days', error);
    return null;
  }
};
