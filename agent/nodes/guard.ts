import { minimalText, violations } from '../guard/guard.ts';
import type { Report } from '../report.ts';
import type { ChatStateUpdate, ChatStateValue } from '../state.ts';

/** Nothing leaves that the evidence does not hold: a text that does not pass is replaced. */
export const createGuard =
  (report: Report) =>
  ({ wording, situation, memories }: ChatStateValue): ChatStateUpdate => {
    const found =
      wording === undefined || situation === undefined
        ? ['text: missing']
        : violations(wording.text, situation, memories);
    if (found.length === 0) return {};
    const kinds = new Set(found.map((violation) => violation.split(':')[0]));
    report('guard', new Error(`the wording did not pass: ${[...kinds].join(', ')}`));
    return { wording: { text: minimalText, sources: [], memoryIds: [] } };
  };
