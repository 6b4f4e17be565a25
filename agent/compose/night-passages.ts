import type { EvidenceItem } from '../../domain/autonomic/evidence.ts';
import { dateInWords, dayInWords } from '../../domain/date-in-words.ts';
import {
  evidenceInWords,
  inReadingOrder,
  listInWords,
  missingInWords,
} from '../../domain/evidence-in-words.ts';
import type { NightDecision } from '../../domain/nights.ts';
import { confidenceBand, stateInWords } from '../../domain/state-in-words.ts';
import type { ReadNight } from '../ports.ts';
import { itemSource, nightSource, type Passage, passage } from './wording.ts';

/** The state of a night and how sure it is. */
export const statePassage = (night: ReadNight): Passage => {
  const { date, state, confidence, flags } = night.decision;
  if (flags.includes('excluded')) return passage([`For ${dateInWords(date)} no state is given.`]);
  const sentence = `Your autonomic recovery signal for ${dateInWords(date)}: ${stateInWords[state]}.`;
  if (confidence === null) return passage([sentence]);
  const band = confidenceBand(confidence);
  const sure = `${band === 'low' ? 'This is a weak signal: confidence' : 'Confidence'} is ${band} (${confidence} of 100).`;
  return passage([sentence, sure], [nightSource(night, 'confidence', confidence, 'of 100')]);
};

/** `most`: how many values to name; those that decided come first. */
export const reasonsPassage = (night: ReadNight, most: number): Passage => {
  const { evidence } = night.decision.evidence;
  const chosen = inReadingOrder([...evidence].sort((a, b) => weight(b) - weight(a)).slice(0, most));
  if (chosen.length === 0) return passage([]);
  return passage(
    [`What it rests on: ${chosen.map(evidenceInWords).join('; ')}.`],
    chosen.map((item) => itemSource(night, item)),
  );
};

/** A rule without points decided as well: it kept the night from another state. */
const weight = (item: EvidenceItem): number =>
  item.points + item.strain_points + (item.rule === null ? 0 : 0.5);

/** What speaks against the state. */
export const contradictionPassage = (night: ReadNight, most: number): Passage => {
  const against = inReadingOrder(night.decision.evidence.contradicting.slice(0, most));
  if (against.length === 0) return passage([]);
  return passage(
    [`What speaks against it: ${against.map(evidenceInWords).join('; ')}.`],
    against.map((item) => itemSource(night, item)),
  );
};

/** What was not there to look at. */
export const missingPassage = ({ decision }: ReadNight): Passage => {
  const missing = [...new Set(decision.evidence.missing.map(missingInWords))];
  return passage(missing.length === 0 ? [] : [`Not known: ${listInWords(missing)}.`]);
};

/** What one should know before relying on it. */
export const cautionPassage = ({ decision }: ReadNight): Passage =>
  passage(
    decision.flags.flatMap((flag) => {
      const words = cautions[flag];
      return words === undefined ? [] : [words];
    }),
  );

const cautions: Readonly<Partial<Record<NightDecision['flags'][number], string>>> = {
  stale: 'There was no HRV that night nor the night before, so only the week speaks.',
  device_switch: 'A device changed lately, which makes comparisons weaker.',
  bridged_reference:
    'Part of what is usual for you was measured by another device and converted, by the nights on which you wore both.',
  vaccination: 'You told of a vaccination: part of this pattern may come from it.',
  excluded:
    'With what you told, usual ranges do not hold for you; you see what was measured and go by how you feel.',
  baseline_shift:
    'What is usual for you has itself moved over the last weeks, so look at older nights as well.',
  hrv_unusually_high: 'Weekly HRV is so far above your usual that it is not read as extra recovery.',
};

export const agePassage = (night: ReadNight, ageDays: number): Passage =>
  ageDays <= 1
    ? passage([])
    : passage(
        [`That night is ${ageDays} days old; nothing newer has come in.`],
        [nightSource(night, 'age', ageDays, 'days')],
      );

/** A value the wearer would call "the night of", for nights that carry no state. */
export const valuesPassage = (night: ReadNight): Passage => {
  const items = inReadingOrder(night.decision.evidence.evidence);
  if (items.length === 0)
    return passage([`Nothing was measured in the night to ${dayInWords(night.decision.date)}.`]);
  return passage(
    [`Measured: ${items.map(evidenceInWords).join('; ')}.`],
    items.map((item) => itemSource(night, item)),
  );
};
