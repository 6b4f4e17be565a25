import { expect, test } from 'vitest';
import { englishStem } from './english-stem.ts';

// Pairs as PostgreSQL's `english_stem` answers them; all 33,173 words of a large body of documentation were compared once.
test.each(
  `running run|runs run|knees knee|nights night|slept slept|sleeping sleep|stressed stress|stresses stress|gas gas|this this
   dying die|skies sky|ties tie|tied tie|cries cri|agreed agre|feed feed|hoping hope|hopping hop|hopped hop|falling fall
   happy happi|by by|say say|enjoy enjoy|youth youth|relational relat|conditional condit|vitality vital|sensibility sensibl
   radically radic|hopefulness hope|goodness good|electrical electr|formative format|replacement replac|adoption adopt
   communism communism|generate generat|generous generous|arsenal arsenal|rate rate|cease ceas|controll control|proceeds proceed
   news news|inning inning|variability variabl|analysis analysi|recovered recov|breathing breath|exhausted exhaust`
    .split(/[|\n]/)
    .map((pair) => pair.trim().split(' ')),
)('%s: %s', (word, stem) => expect(englishStem(word!)).toBe(stem));
