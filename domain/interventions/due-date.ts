import { dateOf, dayNumber } from '../autonomic/calendar.ts';
import { answerDays, type InterventionState, logGraceDays } from '../intervention.ts';

/** Days after its check window in which nights may still come in before an outcome is given up. */
export const lateNightDays = 7;

/**
 * The date (local, YYYY-MM-DD) from which on the calendar alone may change something: an answer that did not come,
 * planned days that are over, an outcome that can be read. Null where nothing is waited for.
 */
export function dueOn(state: InterventionState): string | null {
  const { status, proposal, acceptedOn, check } = state;
  if (proposal === null) return null;
  if (status === 'proposed') return daysAfter(proposal.proposedOn, answerDays + 1);
  if (status === 'accepted') {
    const grace = Object.keys(state.log).length > 0 ? 0 : logGraceDays;
    return daysAfter(acceptedOn!, proposal.plannedDays + grace);
  }
  const isOpen = status === 'completed' && state.outcome === null && state.noOutcome === null;
  return isOpen && check !== null ? daysAfter(check.until, 1) : null;
}

export const daysAfter = (date: string, days: number): string => dateOf(dayNumber(date) + days);
