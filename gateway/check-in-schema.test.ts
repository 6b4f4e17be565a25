import { describe, expect, it } from 'vitest';
import { checkIn, foldCheckIns } from '../domain/check-in.ts';
import { checkInBody, checkInItemSchema, checkInOf, itemJson } from './check-in-schema.ts';

const heard = { userId: 'ada', checkInId: 'one', at: '2026-01-05T08:00:00.000Z', redFlags: [] };
const everything = {
  scores: { fatigue: 4, sleep_quality: 2 },
  symptoms: ['cough'],
  note: 'slept badly',
  contexts: ['alcohol'],
  sessions: [{ rating: 6, minutes: 50 }],
  rest_day: false,
  performance_change_percent: -4,
  sleep_need_minutes: 480,
  exclusions: [],
  max_heart_rate: 190,
  impulse_weights: 'women',
};

describe('the body of a check-in', () => {
  it('comes back in the words in which it was sent', () => {
    const body = checkInBody.parse({ date: '2026-01-05', ...everything });
    const items = checkIn(checkInOf(body, heard), foldCheckIns([])).map((event) =>
      checkInItemSchema.parse(itemJson({ eventId: 'event', event })),
    );
    expect(items.map(({ kind }) => kind)).toEqual(['CheckedIn', 'ContextTagged']);
    expect({ ...items[0]!.said, ...items[1]!.said }).toEqual(everything);
  });

  it.each([
    ['scores alone', { scores: { mood: 3 } }, ['CheckedIn']],
    ['a rest day alone', { rest_day: true }, ['ContextTagged']],
    ['an empty list takes back', { contexts: [] }, ['ContextTagged']],
    ['no symptoms any more', { symptoms: [] }, ['CheckedIn']],
  ])('makes no event that says nothing: %s', (_, words, types) => {
    const body = checkInBody.parse({ date: '2026-01-05', ...words });
    expect(checkIn(checkInOf(body, heard), foldCheckIns([])).map(({ type }) => type)).toEqual(types);
  });

  it.each([
    {},
    { scores: {} },
    { scores: { mood: 0 } },
    { scores: { mood: 2.5 } },
    { scores: { moood: 3 } },
    { contexts: ['karaoke'] },
    { sessions: [{ rating: 11, minutes: 10 }] },
    { sleep_need_minutes: 60 },
    { note: '   ' },
    { note: 'x', extra: 1 },
    { id: 'with space', note: 'x' },
  ])('is refused: %j', (words) => {
    expect(checkInBody.safeParse({ date: '2026-01-05', ...words }).success).toBe(false);
  });
});
