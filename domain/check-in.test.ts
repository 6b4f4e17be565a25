import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckIn, type CheckInEvent, checkIn, foldCheckIns } from './check-in.ts';
import { noProfile } from './told-days.ts';

const noScores = { fatigue: null, soreness: null, stress: null, mood: null, sleepQuality: null };
const said = (over: Partial<CheckIn> = {}): CheckIn => ({
  userId: 'ada',
  checkInId: 'one',
  date: '2026-01-05',
  at: '2026-01-05T08:00:00.000Z',
  checkedIn: {
    scores: { ...noScores, mood: 4 },
    symptoms: null,
    health: null,
    note: 'slept well',
    redFlags: [],
  },
  context: null,
  ...over,
});
const context: CheckIn['context'] = {
  contexts: ['alcohol'],
  sessions: null,
  restDay: null,
  performanceChangePercent: null,
  profile: noProfile,
};

describe('a check-in', () => {
  it('says how the person is and what surrounds the night, each in an event of its own', () => {
    const events = checkIn(said({ context }), foldCheckIns([]));
    expect(events.map(({ type }) => type)).toEqual(['CheckedIn', 'ContextTagged']);
    expect(events[1]!.data).toMatchObject({ userId: 'ada', checkInId: 'one', contexts: ['alcohol'] });
  });

  it('that comes again says nothing new, however late and whatever is found in it by then', () => {
    const state = foldCheckIns(checkIn(said({ context }), foldCheckIns([])));
    const later = said({ context, at: '2026-01-06T08:00:00.000Z' });
    const screenedAnew = { ...later, checkedIn: { ...later.checkedIn!, redFlags: null } };
    expect(checkIn(screenedAnew, state)).toEqual([]);
  });

  it('is the same to a log that did not know yet what can be said', () => {
    const without = (of: object): object =>
      JSON.parse(JSON.stringify(of, (_, value) => value ?? undefined)) as object;
    const known = checkIn(said({ context }), foldCheckIns([])).map(without) as CheckInEvent[];
    expect(checkIn(said({ context }), foldCheckIns(known))).toEqual([]);
  });

  it.each([
    ['another note', said({ checkedIn: { ...said().checkedIn!, note: 'slept badly' } })],
    ['another date', said({ date: '2026-01-06' })],
    ['more', said({ context })],
  ])('with the id of another is refused: %s', (_, other) => {
    const state = foldCheckIns(checkIn(said(), foldCheckIns([])));
    expect(() => checkIn(other, state)).toThrow(
      expect.objectContaining({ code: 'check_in_conflict', status: 409 }),
    );
  });

  it('is idempotent, whatever was said before', () => {
    const anything = fc.record({
      checkInId: fc.string({ minLength: 1, maxLength: 2 }),
      note: fc.option(fc.string(), { nil: null }),
      tagged: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anything, { selector: ({ checkInId }) => checkInId }), (all) => {
        const commands = all.map(({ checkInId, note, tagged }) =>
          said({ checkInId, checkedIn: { ...said().checkedIn!, note }, context: tagged ? context : null }),
        );
        const state = foldCheckIns(commands.flatMap((command) => checkIn(command, foldCheckIns([]))));
        for (const command of commands) expect(checkIn(command, state)).toEqual([]);
      }),
    );
  });
});
