import { sessionAdvice } from '../domain/autonomic/session-advice.ts';
import { stopsCoaching } from '../domain/interventions/withheld.ts';
import type { Situation } from './situation.ts';

/**
 * What the newest night says about the session of its day, as a fixed text. Null where it says nothing: without a state,
 * for an old night, and while a red flag stands that withholds training or a state. After two hard days in a row no third
 * is advised; where that could not be read, nothing but the plan.
 */
export const sessionTextOf = ({ newest, since, ageDays, hardDays, withheld }: Situation): string | null => {
  if (newest === null || ageDays > 1) return null;
  if (stopsCoaching(withheld)) return null;
  if (withheld.some((what) => what === 'training' || what === 'hard_training')) return null;
  const isNew = since === null || since.decision.date === newest.decision.date;
  const before = isNew ? null : { state: newest.decision.state };
  return sessionAdvice(newest.decision, before, hardDays)?.text ?? null;
};
