import { minimalText, violations } from '../guard/guard.ts';
import type { ChatStateUpdate, ChatStateValue } from '../state.ts';

/** Nothing leaves that the evidence does not hold: a text that does not pass is replaced. */
export const guard = ({ wording, situation, memories }: ChatStateValue): ChatStateUpdate => {
  const passes =
    wording !== undefined &&
    situation !== undefined &&
    violations(wording.text, situation, memories).length === 0;
  return passes ? {} : { wording: { text: minimalText, sources: [], memoryIds: [] } };
};
