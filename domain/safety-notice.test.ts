import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finding, type ReadingFlag, type SafetyLevel, safetyLevels } from './safety/finding.ts';
import {
  evolveSafety,
  initialSafety,
  noticesToShow,
  reviewSafety,
  type SafetyEvent,
  type SafetyState,
  standingNotices,
} from './safety-notice.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 2, 1 + day, 8)).toISOString();
const found = (flag: ReadingFlag, level: SafetyLevel) => ({
  ...finding(flag, level, 'rule'),
  eventIds: ['e'],
});
const review = (state: SafetyState, day: number, ...findings: ReturnType<typeof found>[]) =>
  reviewSafety({ userId: 'ada', at: at(day), findings }, state);
const after = (events: readonly SafetyEvent[], from: SafetyState = initialSafety): SafetyState =>
  events.reduce(evolveSafety, from);
const types = (events: readonly SafetyEvent[]) => events.map(({ type }) => type);

const first = review(initialSafety, 0, found('SF5', 'same_day'));
const raised = after(first);
const shown = evolveSafety(raised, {
  type: 'SafetyNoticeShown',
  data: { userId: 'ada', flags: ['SF5'], at: at(0) },
});

describe('a red flag of readings', () => {
  test('is raised once, not daily, and again after a week', () => {
    expect(types(first)).toEqual(['SafetyFlagRaised']);
    for (const day of [0, 1, 6]) expect(review(raised, day, found('SF5', 'same_day'))).toEqual([]);
    expect(types(review(raised, 7, found('SF5', 'same_day')))).toEqual(['SafetyFlagRaised']);
  });

  test('is read in one reply and then not for a week, while it stands', () => {
    expect(noticesToShow(raised, at(0)).map(({ flag }) => flag)).toEqual(['SF5']);
    expect(noticesToShow(shown, at(1))).toEqual([]);
    expect(standingNotices(shown, at(1)).map(({ flag }) => flag)).toEqual(['SF5']);
    const still = after(review(shown, 7, found('SF5', 'same_day')), shown);
    expect(noticesToShow(still, at(7))).toHaveLength(1);
  });

  test('that presses more is raised and read at once; one that presses less is not read again', () => {
    const worse = review(shown, 1, found('SF5', 'urgent'));
    expect(worse).toMatchObject([{ type: 'SafetyFlagRaised', data: { level: 'urgent' } }]);
    expect(noticesToShow(after(worse, shown), at(1))).toHaveLength(1);
    const urgent = after(review(initialSafety, 0, found('SF5', 'urgent')));
    const read = evolveSafety(urgent, {
      type: 'SafetyNoticeShown',
      data: { userId: 'ada', flags: ['SF5'], at: at(0) },
    });
    const better = after(review(read, 1, found('SF5', 'same_day')), read);
    expect(standingNotices(better, at(1))[0]!.level).toBe('same_day');
    expect(noticesToShow(better, at(1))).toEqual([]);
  });

  test('is cleared when it is no longer found, and is read again when it comes back', () => {
    const cleared = review(shown, 2);
    expect(types(cleared)).toEqual(['SafetyFlagCleared']);
    const back = after(review(after(cleared, shown), 3, found('SF5', 'same_day')), after(cleared, shown));
    expect(noticesToShow(back, at(3))).toHaveLength(1);
  });

  test('fades after two weeks without data, but a condition does not', () => {
    const both = after(review(initialSafety, 0, found('SF5', 'same_day'), found('SF12', 'general_only')));
    expect(standingNotices(both, at(14)).map(({ flag }) => flag)).toEqual(['SF5', 'SF12']);
    expect(standingNotices(both, at(15)).map(({ flag }) => flag)).toEqual(['SF12']);
  });

  test('the same review twice says nothing more', () => {
    const level = fc.constantFrom(...safetyLevels);
    const flag = fc.constantFrom<ReadingFlag>('SF3', 'SF4', 'SF5', 'SF9');
    const findings = fc.array(
      fc.tuple(flag, level).map(([f, l]) => found(f, l)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(findings, findings, (before, now) => {
        const state = after(review(initialSafety, 0, ...before));
        const next = after(review(state, 1, ...now), state);
        expect(review(next, 1, ...now)).toEqual([]);
        expect(new Set(next.keys())).toEqual(new Set(now.map((each) => each.flag)));
      }),
    );
  });
});
