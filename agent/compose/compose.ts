import { coreRuleset } from '../../domain/autonomic/ruleset.ts';
import { dateInWords } from '../../domain/date-in-words.ts';
import { stateInWords } from '../../domain/state-in-words.ts';
import type { RecalledMemory } from '../../memory/recall.ts';
import type { ReadNight } from '../ports.ts';
import { sessionTextOf } from '../session.ts';
import type { Situation } from '../situation.ts';
import { suggestionTextsOf } from '../suggestions.ts';
import {
  agePassage,
  cautionPassage,
  contradictionPassage,
  missingPassage,
  reasonsPassage,
  statePassage,
  valuesPassage,
} from './night-passages.ts';
import { quotePassage } from './quotes.ts';
import { joined, nightSource, type Passage, passage, type Wording } from './wording.ts';

/** Enough values to understand a state at a glance; "why" tells all of them. */
const AT_A_GLANCE = 3;
const ALL = Number.POSITIVE_INFINITY;

const abilities =
  'You can ask me how you are, why, what changed, what you can do, how a certain date was, and what I remember about something.';

/** Answers in plain words. Every number is in the evidence of a night that the situation holds. */
export const compose = (situation: Situation, memories: readonly RecalledMemory[]): Wording => {
  if (situation.question.kind === 'memory') return quotePassage(memories);
  const { sentences, sources } = answer(situation);
  return { text: sentences.join(' '), sources, memoryIds: [] };
};

const answer = (situation: Situation): Passage => {
  const { question, newest, asked } = situation;
  if (situation.unreachable)
    return passage([
      'I cannot reach your nights right now, so I cannot say how you are.',
      'Please ask again in a few minutes.',
    ]);
  if (newest === null) return noData;
  if (asked !== null) return askedNight(asked.date, asked.night, newest);
  const age = agePassage(newest, situation.ageDays);
  switch (question.kind) {
    case 'why':
      return joined(whole(newest, situation, ALL), age);
    case 'change':
      return joined(statePassage(newest), runPassage(newest, situation), learning(newest, situation), age);
    case 'help':
      return joined(statePassage(newest), helpPassage(situation), cautionPassage(newest), age);
    case 'session':
      return joined(statePassage(newest), sessionPassage(situation), cautionPassage(newest), age);
    case 'other':
      return joined(whole(newest, situation, AT_A_GLANCE), offers(situation), age, passage([abilities]));
    default:
      return joined(whole(newest, situation, AT_A_GLANCE), offers(situation), age);
  }
};

const sessionPassage = (situation: Situation): Passage => {
  const text = sessionTextOf(situation);
  return passage([
    text === null
      ? 'From this I say nothing about a session; go by how you feel.'
      : `About a session: ${text}`,
  ]);
};

const nothingToSuggest = {
  no_night: 'I know no night of the last days, so there is nothing I could suggest for today.',
  no_state: 'Without a state of the newest night there is nothing I would suggest.',
  withheld: 'For now I suggest nothing; what a professional tells you comes first.',
  nothing_fits: 'Nothing in that night calls for a change that I could suggest; keep to what does you good.',
} as const;

const helpPassage = (situation: Situation): Passage => {
  const { suggestions } = situation;
  const texts = suggestionTextsOf(situation);
  if (texts.length > 0) return passage(texts);
  return passage([
    suggestions.reason === null
      ? 'I cannot look up what to suggest right now. Please ask again in a few minutes.'
      : nothingToSuggest[suggestions.reason],
  ]);
};

const offers = (situation: Situation): Passage => passage(suggestionTextsOf(situation));

const noData = passage([
  'I have no nights from you yet, so there is no autonomic recovery signal.',
  'What is missing: a connected wearable that sends sleep and heart rate variability.',
  abilities,
]);

const whole = (night: ReadNight, situation: Situation, most: number): Passage =>
  night.decision.state === 'insufficient_data'
    ? joined(statePassage(night), learning(night, situation), valuesPassage(night), cautionPassage(night))
    : told(night, most);

const isExcluded = ({ decision }: ReadNight): boolean => decision.flags.includes('excluded');

const told = (night: ReadNight, most: number): Passage =>
  joined(
    statePassage(night),
    reasonsPassage(night, most),
    contradictionPassage(night, most),
    missingPassage(night),
    cautionPassage(night),
  );

const askedNight = (date: string, night: ReadNight | null, newest: ReadNight): Passage => {
  if (night === null)
    return passage([
      `I have no night for ${dateInWords(date)}.`,
      `The newest one is ${dateInWords(newest.decision.date)}.`,
    ]);
  if (night.decision.state !== 'insufficient_data') return told(night, ALL);
  return joined(
    statePassage(night),
    passage(isExcluded(night) ? [] : ['There was not enough data for a state then.']),
    valuesPassage(night),
    cautionPassage(night),
  );
};

/** Since when the state holds, and what was before. */
const runPassage = (newest: ReadNight, { before, since, interrupted }: Situation): Passage => {
  if (since === null) {
    if (before === null) return passage([]);
    return passage([`The last night with a state was ${nightAndState(before)}.`]);
  }
  const gaps = interrupted ? ', with days in between that had too little data' : '';
  const held =
    since.decision.date === newest.decision.date
      ? 'It is new with this night'
      : `It has been so since ${dateInWords(since.decision.date)}${gaps}`;
  if (before === null) return passage([`${held}; no night before that I looked at had another state.`]);
  const then = reasonsPassage(before, AT_A_GLANCE);
  const now = reasonsPassage(newest, AT_A_GLANCE);
  return joined(
    passage([`${held}; before that, ${nightAndState(before)}.`]),
    { ...now, sentences: now.sentences.map((sentence) => sentence.replace('What it rests on', 'Now')) },
    { ...then, sentences: then.sentences.map((sentence) => sentence.replace('What it rests on', 'Then')) },
    contradictionPassage(newest, AT_A_GLANCE),
    missingPassage(newest),
  );
};

const nightAndState = ({ decision }: ReadNight): string =>
  `${dateInWords(decision.date)}: ${stateInWords[decision.state]}`;

/** How much of a baseline there is, and how much it takes. */
const learning = (night: ReadNight, situation: Situation): Passage => {
  const { state, evidence } = night.decision;
  if (state !== 'insufficient_data' || isExcluded(night)) return passage([]);
  const { baseline, week } = coreRuleset;
  const ofBaseline = evidence.rule_path.some((rule) => rule.includes('n_ref'));
  const needed = ofBaseline ? baseline.fewest : week.fewestHrvNights;
  const there = ofBaseline ? situation.hrvNights : situation.hrvNightsOfWeek;
  const sources = [nightSource(night, 'nights_with_hrv', there, 'nights')];
  const span = ofBaseline ? 'before this one' : `in the last ${week.days} days`;
  return there < needed
    ? passage([`I have ${nights(there)} with HRV ${span}; a state needs ${nights(needed)}.`], sources)
    : passage([
        `Not enough nights of HRV can be compared with each other yet; a state needs ${nights(needed)}.`,
      ]);
};

const nights = (count: number): string => (count === 1 ? '1 night' : `${count} nights`);
