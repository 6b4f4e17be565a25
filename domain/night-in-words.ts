import { dateInWords } from './date-in-words.ts';
import { evidenceInWords, inReadingOrder } from './evidence-in-words.ts';
import type { NightDecision } from './nights.ts';
import { confidenceBand, stateInWords } from './state-in-words.ts';

/**
 * A night as one remembers it: date, state in neutral words, the measured values with the person's usual ones, and
 * how sure the decision is. Null for a night that says nothing: not enough data for a state and no HRV.
 */
export const nightInWords = (night: NightDecision): string | null => {
  if (night.state === 'insufficient_data' && night.features.lnrmssd === null) return null;
  const { evidence, contradicting } = night.evidence;
  const values = inReadingOrder([...evidence, ...contradicting]).map(evidenceInWords);
  return [
    `Night to ${dateInWords(night.date)}: ${stateInWords[night.state]}.`,
    ...values.map((words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`),
    ...(night.confidence === null ? [] : [confidenceInWords(night.confidence)]),
  ].join(' ');
};

/** `Confidence medium (68 of 100).` */
export const confidenceInWords = (confidence: number): string =>
  `Confidence ${confidenceBand(confidence)} (${confidence} of 100).`;
