import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessNights } from '../../domain/autonomic/assess.ts';
import type { EvidenceItem } from '../../domain/autonomic/evidence.ts';
import { contextTags, reportedSymptoms } from '../../domain/autonomic/night-extras.ts';
import { assess, type NightDecision } from '../../domain/nights.ts';
import { bannedWordsIn } from '../../domain/safety/banned-words.ts';
import { nightsEndingOn, usualNight } from '../../domain/testing/nights.ts';
import { violations } from '../guard/guard.ts';
import type { HardDaysUpTo } from '../hard-days.ts';
import { createPerceive } from '../nodes/perceive.ts';
import type { ReadNight } from '../ports.ts';
import type { ChatStateValue } from '../state.ts';
import { readerOf } from '../testing/nights.ts';
import { compose } from './compose.ts';

/** What is said of these nights; it must pass the guard and both lists of banned words. */
const say = async (
  nights: readonly ReadNight[],
  message: string,
  hardDaysUpTo: HardDaysUpTo = async () => 0,
): Promise<string> => {
  const perceive = createPerceive({
    store: { readStream: async () => [] } as never,
    nights: readerOf({ ada: nights }),
    interventions: {
      open: async () => [],
      suggest: async () => ({ interventions: [], reason: 'nothing_fits' }),
    },
    kpisMeasured: async () => false,
    hardDaysUpTo,
    screen: () => [],
    report: () => {},
  });
  const at = '2021-12-12T09:00:00.000Z';
  const { situation } = await perceive({ userId: 'ada', sessionId: 's', message, at } as ChatStateValue, {});
  const { text } = compose(situation!, []);
  expect(violations(text, situation!, []), text).toEqual([]);
  expect(bannedWordsIn(text), text).toEqual([]);
  return text;
};

const extended = (values: Parameters<typeof nightsEndingOn>[1]): ReadNight[] =>
  assess(
    {
      userId: 'ada',
      ruleset: 'neuros-cns/0.2',
      nights: assessNights(nightsEndingOn('2021-12-12', values), 'neuros-cns/0.2'),
    },
    new Map(),
  )
    .flatMap((event) => (event.type === 'NightWithdrawn' ? [] : [event.data]))
    .map((decision) => ({ eventId: `night-${decision.date}`, decision }))
    .reverse();
const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
const withNewest = (change: (decision: NightDecision) => NightDecision): ReadNight[] => {
  const [newest, ...rest] = extended(month);
  return [{ ...newest!, decision: change(newest!.decision) }, ...rest];
};
const item = (given: Partial<EvidenceItem>): EvidenceItem => ({
  id: 'E20',
  channel: 'load',
  value: 1.35,
  unit: '1',
  nights: 1,
  baseline: null,
  delta: null,
  change_percent: null,
  z: null,
  rule: null,
  points: 0,
  strain_points: 0,
  source: null,
  event_ids: [],
  citations: [],
  ...given,
});
const telling = (...items: EvidenceItem[]): ReadNight[] =>
  withNewest((decision) => ({
    ...decision,
    state: 'overreached',
    evidence: { ...decision.evidence, evidence: items },
  }));

describe('words of the extended rules', () => {
  test('overreached is named neutrally, with what it rests on', async () => {
    const nights = telling(
      item({}),
      item({ id: 'E21', channel: 'overreaching', value: 75, unit: '%', nights: 12 }),
      item({
        id: 'E22',
        channel: 'subjective',
        value: 2.4,
        baseline: { mean: 3.6, sd: 0.3, n: 20, window: '2021-11-14..2021-12-11' },
        delta: -1.2,
      }),
      item({ id: 'E23', channel: 'sleep_debt', value: 605, unit: 'min' }),
      item({
        id: 'E24',
        channel: 'baseline_shift',
        value: Math.log(40),
        unit: 'ln ms',
        nights: 60,
        baseline: { median: Math.log(50), mad_scaled: 0.1, n: 170, window: '2021-06-16..2021-12-12' },
        change_percent: -20,
      }),
      item({ id: 'E25', channel: 'self_report', value: 1, rule: 'feels_ill' }),
    );
    const text = await say(nights, 'Why?');
    for (const words of [
      'Load outpacing recovery',
      'recent training load 1.35 times the usual',
      'unusual weekly HRV on 75% of the last 12 assessed nights',
      'how you feel 2.4 of 5 (usually 3.6)',
      'sleep debt 10 h 5 min',
      'median HRV of 60 days 40 ms (usually 50 ms, 20% lower)',
    ])
      expect(text).toContain(words);
  });

  test('training monotony', async () => {
    const nights = telling(item({ value: 2.1, rule: 'monotony>2' }));
    expect(await say(nights, 'Why?')).toContain('training monotony 2.1');
  });

  test.each(['vaccination', 'baseline_shift', 'bridged_reference'] as const)(
    'a caution for %s',
    async (flag) => {
      const plain = await say(
        withNewest((decision) => decision),
        'How am I?',
      );
      const text = await say(
        withNewest((decision) => ({ ...decision, flags: [flag] })),
        'How am I?',
      );
      expect(text.length).toBeGreaterThan(plain.length);
    },
  );

  test('with an exclusion: what was measured, no state, and no talk of learning', async () => {
    const values = month.map((night, index) =>
      index === 0 ? { ...night, extras: { exclusions: ['pregnancy' as const] } } : night,
    );
    const nights = extended(values);
    expect(nights[0]!.decision.flags).toContain('excluded');
    for (const message of [
      'How am I?',
      'Why?',
      'How was last night?',
      'Should I train today?',
      'What changed?',
    ]) {
      const text = await say(nights, message);
      expect(text).toContain('no state is given');
      expect(text).not.toMatch(/learning|pregnan|not enough data|needs/i);
    }
    expect(await say(nights, 'Why?')).toContain('Measured: heart rate variability');
  });

  test('what is missing of how one feels', async () => {
    const nights = withNewest((decision) => ({
      ...decision,
      evidence: { ...decision.evidence, missing: ['subjective_baseline', 'load'] },
    }));
    expect(await say(nights, 'Why?')).toContain(
      'Not known: enough earlier days of how you feel and training load.',
    );
  });
});

describe('a session', () => {
  const asState = (state: NightDecision['state'], more: Partial<NightDecision> = {}) =>
    withNewest((decision) => ({ ...decision, state, ...more }));

  test.each([
    ['primed', 'A planned hard session is fine.'],
    ['balanced', 'Follow your plan.'],
    ['strained', '30 to 50 % shorter.'],
    ['overreached', 'Take a deload week and look again on day 7.'],
    ['illness_suspected', 'No training for now.'],
  ] as const)('%s', async (state, words) => {
    for (const message of ['Should I train today?', 'What workout can I do?', 'Can I do a hard run?'])
      expect(await say(asState(state), message)).toContain(words);
  });

  test('no third hard day in a row, and no hard day where the days before cannot be read', async () => {
    const asked: string[] = [];
    const after = (hardDays: number) => async (_: string, until: string) => {
      asked.push(until);
      return hardDays;
    };
    const primed = asState('primed');
    const ask = 'Can I do a hard run?';
    expect(await say(primed, ask, after(1))).toContain('A planned hard session is fine.');
    expect(await say(primed, ask, after(2))).toContain('Swap a hard session for low intensity');
    expect(await say(primed, ask, () => Promise.reject(new Error('down')))).toContain('Follow your plan.');
    expect(await say(asState('balanced'), ask, after(5))).toContain('Follow your plan.');
    expect(asked).toEqual(['2021-12-11', '2021-12-11']);
  });

  test('nothing is advised without a state or from a stale night', async () => {
    for (const nights of [
      asState('balanced', { flags: ['stale'] }),
      asState('insufficient_data', { confidence: null }),
    ])
      expect(await say(nights, 'Should I train today?')).not.toContain('About a session');
  });
});

test('whatever was told and trained, what is said passes the guard', async () => {
  const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
  const score = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
  const told = fc
    .record({
      subjective: some(
        fc.record({ fatigue: score, soreness: score, stress: score, mood: score, sleepQuality: score }),
      ),
      symptoms: some(fc.subarray([...reportedSymptoms])),
      contexts: some(fc.subarray([...contextTags])),
      dayLoad: some(fc.double({ min: 0, max: 1_500, noNaN: true })),
      sleepNeedMin: some(fc.integer({ min: 420, max: 600 })),
      performanceChangePercent: some(fc.integer({ min: -10, max: 5 })),
    })
    .map((extras) => Object.fromEntries(Object.entries(extras).filter(([, value]) => value !== undefined)));
  const night = fc.record({
    index: fc.nat(30),
    fall: fc.double({ min: 0.3, max: 1.5, noNaN: true }),
    extras: told,
  });
  const question = fc.constantFrom('How am I?', 'Why?', 'What changed?', 'Should I train today?');
  const channels = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(night, { minLength: 20, maxLength: 45 }), question, async (lived, message) => {
      const nights = extended(
        lived.map(({ index, fall, extras }) => {
          const usual = usualNight(index);
          return { ...usual, rmssdMs: (usual.rmssdMs ?? 45) * fall, extras };
        }),
      );
      const [newest] = nights;
      for (const { channel } of newest!.decision.evidence.evidence) channels.add(channel);
      expect(await say(nights, message)).not.toMatch(/NaN|undefined|null|Infinity/);
    }),
    { numRuns: 150 },
  );
  for (const channel of ['subjective', 'sleep_debt', 'self_report']) expect(channels).toContain(channel);
});
