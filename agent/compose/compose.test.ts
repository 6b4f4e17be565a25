import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bannedWordsIn } from '../../domain/safety/banned-words.ts';
import type { RecalledMemory } from '../../memory/recall.ts';
import { minimalText, violations } from '../guard/guard.ts';
import { createPerceive } from '../nodes/perceive.ts';
import type { ReadNight } from '../ports.ts';
import type { Situation } from '../situation.ts';
import type { ChatStateValue } from '../state.ts';
import { decided, nightsEndingOn, readerOf, unusualNight, usualNight } from '../testing/nights.ts';
import { compose } from './compose.ts';

const situationFor = async (
  nights: readonly ReadNight[],
  message: string,
  at: string,
): Promise<Situation> => {
  const perceive = createPerceive({
    store: { readStream: async () => [] } as never,
    nights: readerOf({ ada: nights }),
    interventions: {
      open: async () => [],
      suggest: async () => ({ interventions: [], reason: 'nothing_fits' }),
    },
    kpisMeasured: async () => false,
    hardDaysUpTo: async () => 0,
    screen: () => [],
    report: () => {},
  });
  const update = await perceive({ userId: 'ada', sessionId: 's', message, at } as ChatStateValue, {});
  return update.situation!;
};

const ask = async (nights: readonly ReadNight[], message: string, at = '2021-12-12T09:00:00.000Z') => {
  const situation = await situationFor(nights, message, at);
  const wording = compose(situation, []);
  expect(violations(wording.text, situation, [])).toEqual([]);
  expect(bannedWordsIn(wording.text)).toEqual([]);
  return wording;
};

const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
const unusual = decided('ada', nightsEndingOn('2021-12-12', [...month, unusualNight]));

describe('plain words', () => {
  test('how a person is: state, confidence, what it rests on, what is missing, each number with its source', async () => {
    const { text, sources } = await ask(unusual, 'How am I today?');
    const confidence = unusual[0]!.decision.confidence;
    expect(text).toBe(
      'Your autonomic recovery signal for Sunday 12 December 2021 (2021-12-12): Unusual pattern - check how you feel. ' +
        `Confidence is high (${confidence} of 100). ` +
        'What it rests on: heart rate variability (HRV, as RMSSD) 16 ms (usually 47 ms, 66% lower); ' +
        'heart rate asleep 72 per minute (usually 58 per minute); breathing 18.2 per minute (usually 14.5 per minute). ' +
        'Not known: how you feel and training load.',
    );
    expect(sources.map(({ channel, value, date }) => [channel, value, date])).toEqual([
      ['confidence', confidence, '2021-12-12'],
      ['lnrmssd', 2.772589, '2021-12-12'],
      ['night_heart_rate', 72, '2021-12-12'],
      ['respiratory_rate', 18.2, '2021-12-12'],
    ]);
    expect(sources[2]!.event_ids).toEqual(['night-2021-12-12', 'reading-2021-12-12-heart_rate']);
  });

  test('why: every value, HRV as RMSSD in milliseconds', async () => {
    const { text } = await ask(unusual, 'Why?');
    expect(text).toContain('heart rate variability (HRV, as RMSSD) 16 ms (usually 47 ms, 66% lower)');
    expect(text).toContain('sleep 6 h 42 min');
  });

  test('what changed: since when the state holds, and what was before', async () => {
    const { text } = await ask(unusual, 'What changed, and since when?');
    expect(text).toContain(
      'It is new with this night; before that, Saturday 11 December 2021 (2021-12-11): ',
    );
    expect(text).toMatch(/Now: .*72 per minute.* Then: .*5[789] per minute/);
  });

  test('the run of a state is named from its first night', async () => {
    const twice = decided('ada', nightsEndingOn('2021-12-13', [...month, unusualNight, unusualNight]));
    const { text } = await ask(twice, 'what has changed?', '2021-12-13T09:00:00.000Z');
    expect(text).toContain(
      'It has been so since Sunday 12 December 2021 (2021-12-12); before that, Saturday 11',
    );
  });

  test('a date, with its reasons', async () => {
    for (const message of [
      'How was 11 December 2021?',
      'how was yesterday',
      'December 11?',
      'on Saturday?',
    ]) {
      expect((await ask(unusual, message)).text).toContain(
        'signal for Saturday 11 December 2021 (2021-12-11)',
      );
    }
    expect((await ask(unusual, 'how was last night')).text).toContain('Sunday 12 December 2021');
    expect((await ask(unusual, 'how was 3 May 2020?')).text).toBe(
      'I have no night for Sunday 3 May 2020 (2020-05-03). The newest one is Sunday 12 December 2021 (2021-12-12).',
    );
  });

  test('an old night says its age', async () => {
    const { text } = await ask(unusual, 'how am I', '2021-12-16T09:00:00.000Z');
    expect(text).toContain('That night is 4 days old; nothing newer has come in.');
  });

  test('no data and too little data say what is missing', async () => {
    expect((await ask([], 'how am I')).text).toContain('I have no nights from you yet');
    const few = decided('ada', nightsEndingOn('2021-12-12', month.slice(0, 6)));
    expect((await ask(few, 'how am I')).text).toBe(
      'Your autonomic recovery signal for Sunday 12 December 2021 (2021-12-12): Still learning your baseline. ' +
        'I have 5 nights with HRV before this one; a state needs 14 nights. ' +
        'Measured: heart rate variability (HRV, as RMSSD) 45 ms; heart rate asleep 59 per minute; ' +
        'breathing 14.5 per minute; skin temperature 34.0 °C; sleep 7 h 25 min; ' +
        'mean sleep of the week 7 h 13 min.',
    );
  });

  test('remembering: at most three quotations, never replies or questions', async () => {
    const memory = (kind: RecalledMemory['kind'], text: string, id: string): RecalledMemory => ({
      memoryId: id,
      kind,
      text,
      occurredAt: '2021-12-10T20:00:00.000Z',
      sourceEventIds: [],
      score: 1,
      tier: 'warm',
    });
    const memories = [
      memory('reply', 'I find nothing about that', 'r'),
      memory('message', 'What do you remember about my knee?', 'q'),
      memory('message', 'My knee hurts\n> after 10 km', '1'),
      ...['2', '3', '4'].map((id) => memory('night', `Night ${id}`, id)),
    ];
    const situation = await situationFor(
      unusual,
      'What do you remember about my knee?',
      '2021-12-12T09:00:00.000Z',
    );
    expect(situation.question).toEqual({ kind: 'memory', about: 'my knee?' });
    const { text, memoryIds } = compose(situation, memories);
    expect(memoryIds).toEqual(['1', '2', '3']);
    expect(text.split('\n').slice(0, 2)).toEqual([
      'This is what I remember:',
      '> Friday 10 December 2021 (2021-12-10), you said: "My knee hurts > after 10 km"',
    ]);
    expect(violations(text, situation, memories)).toEqual([]);
    expect(violations(`${text}\n> Night 9`, situation, memories)).toEqual(['quotation: > Night 9']);
  });

  const maybe = (min: number, max: number) =>
    fc.option(fc.double({ min, max, noNaN: true }), { nil: null, freq: 6 });
  const anyNight = fc.record({
    rmssdMs: maybe(4, 260),
    nightHeartRatePerMin: maybe(35, 120),
    restingHeartRatePerMin: maybe(35, 120),
    respiratoryRatePerMin: maybe(8, 35),
    skinTemperatureCel: maybe(29, 37),
    skinTemperatureDeviationCel: maybe(-3, 3),
    sleepMinutes: maybe(60, 700),
  });
  const anyQuestion = fc.constantFrom(
    'how am I',
    'why',
    'what changed',
    'how was yesterday',
    'hello',
    'last night?',
    'should I train today?',
  );

  test('whatever the nights, the composed text passes the guard', async () => {
    const states = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyNight, { minLength: 0, maxLength: 40 }),
        fc.boolean(),
        anyQuestion,
        fc.integer({ min: 0, max: 5 }),
        async (random, withPast, question, late) => {
          const values = withPast ? [...month, ...random.slice(0, 6)] : random;
          const nights = decided('ada', nightsEndingOn('2021-12-12', values));
          if (nights[0] !== undefined) states.add(nights[0].decision.state);
          const { text } = await ask(nights, question, `2021-12-${12 + late}T09:00:00.000Z`);
          expect(text).not.toBe(minimalText);
          expect(text).not.toMatch(/NaN|undefined|null|Infinity|illness/);
        },
      ),
      { numRuns: 200 },
    );
    expect(states.size).toBeGreaterThan(2);
  });

  test('a number that is changed is caught', async () => {
    const situation = await situationFor(unusual, 'why', '2021-12-12T09:00:00.000Z');
    const { text } = compose(situation, []);
    const numbers = [
      ...text.replace(/\(2021-12-12\)/, '').matchAll(/\d+(?:\.\d+)?(?= (?:ms|per minute|°C|of 100))/g),
    ];
    expect(numbers.length).toBeGreaterThan(8);
    for (const { 0: number, index } of numbers) {
      const at = text.indexOf(number, index);
      const changed = text.slice(0, at) + String(Number(number) + 100) + text.slice(at + number.length);
      expect(violations(changed, situation, [])).not.toEqual([]);
    }
  });
});
