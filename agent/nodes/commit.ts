import { type ConversationStore, recordTurn, type Turn } from '../../commands/record-turn.ts';
import { languageOf } from '../../domain/safety/language.ts';
import { noticeText } from '../../domain/safety/notice-texts.ts';
import { footerIn, safetyText } from '../../domain/safety/texts.ts';
import { within } from '../deadline.ts';
import type { Report } from '../report.ts';
import type { ChatStateUpdate, ChatStateValue } from '../state.ts';

const COMMIT_DEADLINE_MS = 10_000;

/**
 * Stores message and answer as one, so that no reply is ever given that is not kept. One exception: a safety text is
 * given even when it cannot be stored.
 */
export const createCommit =
  (store: ConversationStore, report: Report) =>
  async (state: ChatStateValue): Promise<ChatStateUpdate> => {
    const { userId, sessionId, message, at, correlationId, commandId } = state;
    const turn = { userId, sessionId, message, at, correlationId, commandId, answer: answerOf(state) };
    try {
      return await within(COMMIT_DEADLINE_MS, 'the event store', () => recordTurn(store, turn));
    } catch (error) {
      if (state.flags.length === 0) throw error;
      report('commit', error);
      return { turn: null };
    }
  };

const answerOf = (state: ChatStateValue): Turn['answer'] => {
  const { flags, wording, memories } = state;
  if (flags.length > 0) return { type: 'safety', flag: flags.join('+'), text: responseOf(state) };
  const quoted = memories.filter(({ memoryId }) => wording?.memoryIds.includes(memoryId));
  const sources = [
    ...(wording?.sources ?? []).flatMap(({ event_ids }) => event_ids),
    ...quoted.flatMap(({ sourceEventIds }) => sourceEventIds),
  ];
  return {
    type: 'reply',
    text: responseOf(state),
    wordedBy: 'plain',
    sourceEventIds: [...new Set(sources)],
    memoryIds: wording?.memoryIds ?? [],
  };
};

/** The text that the person sees: fixed texts about red flags stand before everything that is worded. */
export const responseOf = ({
  flags,
  message,
  noticesToShow,
  wording,
  unscreened,
}: ChatStateValue): string => {
  if (flags.length > 0) return safetyText(flags, languageOf(message));
  const language = languageOf(message);
  const notices = [...new Set(noticesToShow.map((notice) => noticeText(notice, language)))];
  const footer = unscreened ? [footerIn(language)] : [];
  return [...notices, wording?.text ?? '', ...footer].join('\n\n');
};
