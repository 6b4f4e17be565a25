import type { Recall } from '../../memory/recall.ts';
import { within } from '../deadline.ts';
import type { Report } from '../report.ts';
import type { ChatStateUpdate, ChatStateValue } from '../state.ts';

/** A reply never waits longer for memories; each tier has less (`TIER_DEADLINE_MS`), so that a late one costs only itself. */
const RECALL_DEADLINE_MS = 900;
const MOST_MEMORIES = 12;

/** Memories near the message. Too late or failed: none, and the reply is marked partial. */
export const createRecall =
  (recall: Recall, report: Report) =>
  async (state: ChatStateValue, config: { signal?: AbortSignal }): Promise<ChatStateUpdate> => {
    const question = state.situation?.question;
    const query = question?.kind === 'memory' ? question.about : state.message;
    try {
      const { memories, partial } = await within(
        RECALL_DEADLINE_MS,
        'recall',
        (signal) => recall.recall({ userId: state.userId, query, limit: MOST_MEMORIES }, signal),
        config.signal,
      );
      return { memories: [...memories], partial: partial || state.partial };
    } catch (error) {
      report('recall', error);
      return { memories: [], partial: true };
    }
  };
