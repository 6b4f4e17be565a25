import { languageOf } from '../domain/safety/language.ts';
import { screen } from '../domain/safety/red-flags.ts';
import { safetyText } from '../domain/safety/texts.ts';
import type { ChatReply } from './reply.ts';

/**
 * The fixed text for a message with a red flag, where nothing can be read or stored: it says nothing about the
 * person. Null for any other message, and where the message cannot be screened.
 */
export const safetyReply = (message: string, sessionId: string): ChatReply | null => {
  const flags = screen(message);
  if (flags.length === 0) return null;
  const text = safetyText(flags, languageOf(message));
  return {
    response: text,
    session_id: sessionId,
    turn: null,
    state: null,
    date: null,
    confidence: null,
    stale_days: null,
    data_quality: 'none',
    worded_by: 'plain',
    sources: [],
    interventions: [],
    memories: [],
    partial: true,
    safety: { flag: flags.join('+'), text },
    notices: [],
    cognitive_mode: null,
    kpi_emitted: false,
  };
};
