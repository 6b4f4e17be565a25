import { describe, expect, test } from 'vitest';
import type { HypothesisTested } from './hypothesis.ts';
import { formedInWords, testedInWords } from './hypothesis-in-words.ts';

const tested: HypothesisTested['data'] = {
  hypothesisId: 'h-1',
  userId: 'ada',
  testedOn: '2024-03-01',
  context: 'late_hard_exercise',
  effect: {
    delta: -0.1,
    changePercent: -9.516,
    interval95: { low: -0.15, high: -0.05 },
    p: 0.001,
    taggedNights: 12,
    plainNights: 40,
    effectiveTagged: 11,
    effectivePlain: 30,
    sharedNights: 2,
    smallestWorthwhileChange: 0.05,
  },
  q: 0.004,
  verdict: 'supported',
};

describe('a hypothesis in words', () => {
  test('says how large, how sure, from how many nights, and that it proves nothing', () => {
    const words = testedInWords(tested);
    // 100 (exp(-0.1) - 1) is -9.5, and the bounds are -13.9 and -4.9.
    expect(words).toBe(
      'Nights after late hard exercise (late_hard_exercise), as of Friday 1 March 2024 (2024-03-01): ' +
        'heart rate variability (HRV) was 10 % lower in your data (95 % interval -14 % to -5 %; ' +
        '12 such nights against 40 without any). An association, no proof of a cause. ' +
        '2 of them had something else as well; which it was is not known.',
    );
    // A quotation of a memory is cut after 400 characters.
    expect(words.length).toBeLessThan(400);
  });

  test('says so where it is open, and where nothing that matters was found', () => {
    expect(testedInWords({ ...tested, verdict: 'open' })).toContain('it is still open whether');
    const nothing = testedInWords({ ...tested, verdict: 'no_effect' });
    expect(nothing).toContain('shows no difference that matters');
    expect(nothing).not.toContain('lower');
  });

  test('asks before there is anything to say', () => {
    const { hypothesisId, userId } = tested;
    const words = formedInWords({
      hypothesisId,
      userId,
      context: 'a_new_context',
      metric: 'lnrmssd',
      formedOn: '2024-03-01',
      taggedNights: 3,
      sourceEventIds: [],
    });
    expect(words).toContain('Nights with "a_new_context"');
    expect(words).toContain('3 such nights so far');
  });
});
