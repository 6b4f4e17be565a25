import { dateInWords } from '../../domain/date-in-words.ts';
import { quotation } from '../../domain/quotation.ts';
import type { RecalledMemory } from '../../memory/recall.ts';
import { questionOf } from '../question.ts';
import type { Wording } from './wording.ts';

const MOST_QUOTES = 3;
const QUOTED_CHARACTERS = 400;

/** The day a memory is about. */
export const dayOf = (memory: RecalledMemory): string => memory.occurredAt.slice(0, 10);

/** Night and hypothesis are NEUROS's own findings. */
const isFinding = ({ kind }: RecalledMemory): boolean => kind === 'night' || kind === 'hypothesis';

/** What a quotation of a memory says: a finding names its date itself, the person's own words are dated. */
export const quoteOf = (memory: RecalledMemory): string => {
  const text = memory.text.replace(/\s+/g, ' ').trim();
  const shown = text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS).trimEnd()}...` : text;
  return quotation(isFinding(memory) ? shown : `${dateInWords(dayOf(memory))}, you said: "${shown}"`);
};

/** NEUROS's own replies and the person's questions tell nothing new about the person. */
const worthQuoting = (memory: RecalledMemory): boolean => {
  const { kind, text } = memory;
  if (kind === 'reply') return false;
  return (
    isFinding(memory) || !(text.trim().endsWith('?') || questionOf(text, '2000-01-01').kind === 'memory')
  );
};

/** Answers from what was recalled, word for word. The question is not repeated: it may say anything. */
export const quotePassage = (memories: readonly RecalledMemory[]): Wording => {
  const quoted = memories.filter(worthQuoting).slice(0, MOST_QUOTES);
  const opening =
    quoted.length === 0 ? 'I find nothing about that in what I remember.' : 'This is what I remember:';
  return {
    text: [opening, ...quoted.map(quoteOf)].join('\n'),
    sources: [],
    memoryIds: quoted.map(({ memoryId }) => memoryId),
  };
};
