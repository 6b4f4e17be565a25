import { expect, test } from 'vitest';
import { bannedWordsIn } from '../safety/banned-words.ts';
import { type AssessedNight, assessNights } from './assess.ts';
import { steadyNights } from './night-fixtures.ts';
import { sessionAdvice } from './session-advice.ts';
import type { State } from './state.ts';

const steady = assessNights(steadyNights(15)).at(-1)!;
const night = (state: State, h7 = -0.7, flags: AssessedNight['flags'] = []): AssessedNight => ({
  ...steady,
  state,
  flags,
  features: { ...steady.features, h7 },
});

test.each<[string, AssessedNight, AssessedNight | null, number | null, string | null]>([
  ['primed', night('primed'), null, 0, 'hard_allowed'],
  ['primed after two hard days', night('primed'), null, 2, 'low_intensity'],
  ['primed after one hard day', night('primed'), null, 1, 'hard_allowed'],
  ['primed, the days before not known', night('primed'), null, null, 'follow_plan'],
  ['balanced', night('balanced'), null, 5, 'follow_plan'],
  ['strained', night('strained'), night('balanced'), 0, 'low_intensity'],
  ['strained, h7 at -1', night('strained', -1), null, 0, 'low_intensity'],
  ['strained, h7 below -1', night('strained', -1.01), null, 0, 'rest_or_easy'],
  ['strained again', night('strained'), night('strained'), 0, 'rest_or_easy'],
  ['overreached', night('overreached'), null, 0, 'deload'],
  ['unusual pattern', night('illness_suspected'), null, 0, 'no_training'],
  ['not enough data', night('insufficient_data'), null, 0, null],
  ['stale', night('primed', 0, ['stale']), null, 0, null],
])('%s', (_, tonight, before, hardDays, expected) => {
  const found = sessionAdvice(tonight, before, hardDays);
  expect(found?.advice ?? null).toBe(expected);
  if (found !== null) expect(bannedWordsIn(found.text)).toEqual([]);
});
