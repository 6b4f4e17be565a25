import { describe, expect, it, test } from 'vitest';
import { decideMode, evolveMode, initialMode, type ModeCommand, type ModeEvent } from './mode.ts';
import { chooseMode, type ModeInput } from './modes/choose-mode.ts';
import { saysFeelingOff, soundsAnxious } from './modes/heard.ts';
import { specification } from './testing/given.ts';

const quiet: ModeInput = {
  state: 'balanced',
  rmssdMs: 48,
  usualRmssdMs: 50,
  zNightHeartRate: 0,
  safetyFlags: [],
  saysFeelingOff: false,
  soundsAnxious: false,
  hypothesisReady: false,
};

describe('the mode that fits', () => {
  test.each<[string, Partial<ModeInput>, string, string]>([
    ['nothing special', {}, 'baseline', 'usual'],
    ['a fall of 26 ms', { rmssdMs: 64, usualRmssdMs: 90 }, 'reflex', 'hrv_drop>25ms'],
    ['a fall of exactly 25 ms of 90', { rmssdMs: 65, usualRmssdMs: 90 }, 'baseline', 'usual'],
    ['a fall of 32 %', { rmssdMs: 34 }, 'reflex', 'hrv_drop>30%'],
    ['no night', { rmssdMs: null, usualRmssdMs: 90 }, 'baseline', 'usual'],
    ['an unusual pattern', { state: 'illness_suspected' }, 'sentinel', 'state:illness_suspected'],
    ['overreached', { state: 'overreached' }, 'sentinel', 'state:overreached'],
    ['anxious with a fast heart', { soundsAnxious: true, zNightHeartRate: 1 }, 'sentinel', 'anxious&z_hr>=1'],
    ['anxious alone', { soundsAnxious: true }, 'companion', 'anxious'],
    ['feeling off', { saysFeelingOff: true, hypothesisReady: true }, 'companion', 'feels_off'],
    ['an open question', { hypothesisReady: true, state: 'strained' }, 'hypothesis', 'hypothesis_ready'],
    ['safety before all', { safetyFlags: ['SF2', 'SF1'], rmssdMs: 10 }, 'sentinel', 'safety:SF1,SF2'],
  ])('%s', (_, changes, mode, reason) => {
    expect(chooseMode({ ...quiet, ...changes })).toMatchObject({ mode, reason });
  });
});

test.each([
  ['I feel off today', true],
  ['something is wrong with me', true],
  ['I am not myself', true],
  ['Ich fühle mich irgendwie komisch', true],
  ['irgendwas stimmt nicht', true],
  ['how did I sleep', false],
  ['I took the day off', false],
])('feeling off: %s', (text, expected) => expect(saysFeelingOff(text)).toBe(expected));

test.each([
  ['I am so anxious', true],
  ['Ich bin total nervös', true],
  ['ich habe Angst', true],
  ['I am not anxious', false],
  ['ich habe keine Angst', false],
  ['my nerves of steel', false],
])('anxious: %s', (text, expected) => expect(soundsAnxious(text)).toBe(expected));

describe('the mode of a person', () => {
  const given = specification(initialMode, evolveMode);
  const when = (at: string, changes: Partial<ModeInput>) => {
    const command: ModeCommand = { userId: 'ada', input: { ...quiet, ...changes }, at, causeEventId: 'e-1' };
    return (state: typeof initialMode) => decideMode(command, state);
  };
  const companion: ModeEvent = {
    type: 'ModeSwitched',
    data: {
      userId: 'ada',
      from: 'baseline',
      to: 'companion',
      reason: 'feels_off',
      at: '2024-03-01T08:00:00.000Z',
      causeEventId: 'e-1',
    },
  };

  it('switches where another fits', () => {
    given()
      .when(when('2024-03-01T08:00:00.000Z', { saysFeelingOff: true }))
      .thenEvents([companion]);
    given().when(when('2024-03-01T08:00:00.000Z', {})).thenNothing();
    given([companion])
      .when(when('2024-03-01T09:00:00.000Z', { saysFeelingOff: true }))
      .thenNothing();
  });

  it('waits five minutes', () => {
    given([companion])
      .when(when('2024-03-01T08:04:59.999Z', { rmssdMs: 10 }))
      .thenNothing();
    given([companion])
      .when(when('2024-03-01T08:05:00.000Z', { rmssdMs: 10 }))
      .thenEvents([{ data: { from: 'companion', to: 'reflex' } }]);
  });

  it('does not wait where safety asks', () => {
    given([companion])
      .when(when('2024-03-01T08:00:01.000Z', { safetyFlags: ['SF1'] }))
      .thenEvents([{ data: { to: 'sentinel', reason: 'safety:SF1' } }]);
  });
});
