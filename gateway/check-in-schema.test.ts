import { describe, expect, it } from 'vitest';
import { checkIn, foldCheckIns } from '../domain/check-in.ts';
import { checkInBody, checkInItemSchema, checkInOf, itemJson } from './check-in-schema.ts';

const heard = { userId: 'ada', checkInId: 'one', at: '2026-01-05T08:00:00.000Z', redFlags: [] };
const everything = {
  scores: { fatigue: 4, sleep_quality: 2 },
  symptoms: ['cough'],
  health: {
    weight_loss_percent: 6,
    weight_loss_months: 2,
    months_without_period: 0,
    persistent_fatigue: true,
    insomnia_nights_per_week: 4,
    insomnia_months: 5,
    snoring_with_gasping: false,
    asleep_while_driving: false,
    dizzy_or_faint: true,
    palpitations: false,
    recent_infection: true,
    stiff_neck_rash_or_confusion: false,
    performance_falling_weeks: 2,
    deload_began_on: '2026-01-01',
    altitude_m: 1_200,
    oxygen_target_by_clinician: false,
    athlete: true,
  },
  note: 'slept badly',
  contexts: ['alcohol'],
  sessions: [{ rating: 6, minutes: 50 }],
  rest_day: false,
  performance_change_percent: -4,
  sleep_need_minutes: 480,
  exclusions: [],
  conditions: ['raynaud', 'pregnancy'],
  unprompted_consent: true,
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
    ['health alone', { health: { athlete: false } }, ['CheckedIn']],
    ['consent alone', { unprompted_consent: false }, ['ContextTagged']],
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
    { conditions: ['hypochondria'] },
    { unprompted_consent: 'yes' },
    { health: {} },
    { health: { headache: true } },
    { health: { weight_loss_percent: 6 } },
    { health: { insomnia_months: 6 } },
    { health: { altitude_m: 12_000 } },
    { health: { deload_began_on: 'monday' } },
    { sessions: [{ rating: 11, minutes: 10 }] },
    { sleep_need_minutes: 60 },
    { note: '   ' },
    { note: 'x', extra: 1 },
    { id: 'with space', note: 'x' },
  ])('is refused: %j', (words) => {
    expect(checkInBody.safeParse({ date: '2026-01-05', ...words }).success).toBe(false);
  });
});
