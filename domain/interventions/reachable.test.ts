import { describe, expect, test } from 'vitest';
import type { EvidenceChannel, EvidenceItem } from '../autonomic/evidence.ts';
import { contextTags } from '../autonomic/night-extras.ts';
import type { ClassifiedState } from '../autonomic/state.ts';
import { type InterventionState, initialIntervention } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import { sleepHabits } from '../sleep/sleep-habits.ts';
import { decisionsOf, nightsEndingOn, usualNight } from '../testing/nights.ts';
import { sleepsEndingOn } from '../testing/sleeps.ts';
import { catalogue } from './catalogue.ts';
import { signalsOfDiary } from './diary-signals.ts';
import { daysAfter } from './due-date.ts';
import { type Goal, goals, signalsOfGoal } from './goal.ts';
import { type InterventionKind, signals } from './intervention-kind.ts';
import { type ProposeInput, proposalsWhenAsked } from './propose.ts';
import { signalsOfReport } from './report-signals.ts';
import { type FoundSignal, signalsOf } from './signals.ts';
import { signalsOfSleep } from './sleep-signals.ts';

const date = '2024-03-10';
const usual = decisionsOf(
  'ada',
  nightsEndingOn(
    date,
    Array.from({ length: 40 }, (_, index) => usualNight(index)),
  ),
).at(-1)!;

const item = (channel: EvidenceChannel, over: Partial<EvidenceItem> = {}): EvidenceItem =>
  ({ id: channel, channel, value: 400, points: 1, strain_points: 1, rule: null, ...over }) as EvidenceItem;
const everyItem = [
  item('h7', { strain_points: 2 }),
  item('lnrmssd'),
  item('night_heart_rate'),
  item('respiratory_rate'),
  item('skin_temperature'),
  item('sleep7'),
  item('sleep_debt'),
  item('subjective'),
  item('load', { rule: 'monotony>2&week>p75' }),
  item('overreaching'),
];
const nightIn = (state: ClassifiedState): NightDecision => ({
  ...usual,
  state,
  confidence: 90,
  evidence: { ...usual.evidence, state, evidence: everyItem, contradicting: [], contexts: [...contextTags] },
});

const poorSleep = { inBedS: 9 * 3_600, asleepS: 6 * 3_600, latencyS: 2_400 };
const habits: FoundSignal[] = [
  ...signalsOfSleep(
    sleepHabits(
      sleepsEndingOn(date, 14, (index) => [1 + 3 * (index % 2), 10 + 3 * (index % 2)], poorSleep),
      date,
    ),
  ),
  ...signalsOfDiary(
    Array.from({ length: 28 }, (_, ago) => ({
      date: daysAfter(date, -ago),
      extras: {
        dayLoad: ago % 7 < 4 ? 300 : 0,
        ...(ago === 0
          ? { subjective: { fatigue: 1, soreness: 1, stress: 1, mood: 1, sleepQuality: 1 } }
          : {}),
      },
    })),
    date,
  ),
  ...signalsOfReport({ insomniaNightsPerWeek: 5, insomniaMonths: 6, weightLossPercent: 4 }),
];
const inputOf = (state: ClassifiedState, past: readonly InterventionState[]): ProposeInput => ({
  night: nightIn(state),
  eventId: 'e-1',
  recent: Array.from({ length: 14 }, (_, ago) => ({ ...nightIn(state), date: daysAfter(date, -ago) })),
  past,
  facts: { conditions: [], consent: false, redFlagSaid: false },
  withheld: [],
  habits,
  idOf: (userId, day, rank, asking) => `${userId} ${day} ${rank} ${asking}`,
});

/** What is proposed to somebody who declines everything and asks again, until nothing fits any more. */
const everythingFor = (state: ClassifiedState, goal: Goal | null): string[] => {
  const past: InterventionState[] = [];
  for (let asking = 0; asking < catalogue.length; asking++) {
    const { proposals } = proposalsWhenAsked(inputOf(state, past), goal);
    if (proposals.length === 0) break;
    for (const proposal of proposals)
      past.push({ ...initialIntervention, status: 'declined', proposal, endedOn: date });
  }
  return past.map(({ proposal }) => proposal!.kind);
};

describe('nothing in the catalogue is out of reach', () => {
  test('every signal comes from a night, from habits, or from a wish', () => {
    const found = [
      ...(['strained', 'illness_suspected', 'overreached'] as const).flatMap((state) =>
        signalsOf(nightIn(state).evidence),
      ),
      ...signalsOf({ ...nightIn('strained').evidence, evidence: [item('self_report')] }),
      ...habits,
    ].map(({ signal }) => signal);
    const wished = goals.flatMap(signalsOfGoal);
    const known = new Set([...found, ...wished]);
    // Of strain that lasts two weeks the nights before tell as well.
    expect(signals.filter((signal) => !known.has(signal))).toEqual(['persistent_strain']);
    expect(signals.filter((signal) => !found.includes(signal))).toEqual(['low_fitness', 'persistent_strain']);
  });

  const offered = new Map(
    (['primed', 'balanced', 'strained', 'overreached', 'illness_suspected'] as const).map(
      (state) => [state, [null, ...goals].map((goal) => everythingFor(state, goal))] as const,
    ),
  );
  test.each(catalogue.map((kind): [string, InterventionKind] => [kind.id, kind]))('%s', (id, kind) => {
    const reached = kind.forStates.filter((state) => offered.get(state)!.some((ids) => ids.includes(id)));
    expect(reached).toEqual(kind.forStates);
  });

  test('who asks for calm, sleep or fitness on a balanced night gets it at once', () => {
    const first = (goal: Goal) => {
      const quiet = { ...usual.evidence, evidence: [], contradicting: [] };
      const night = { ...usual, state: 'balanced' as const, confidence: 90, evidence: quiet };
      const input = { ...inputOf('balanced', []), night, recent: [night], habits: [] };
      return proposalsWhenAsked(input, goal).proposals.map(({ kind }) => kind);
    };
    expect(first('fitness')).toEqual(['I-ZONE2']);
    expect(first('deload')).toEqual(['I-DELOAD']);
    expect(first('insomnia')).toEqual(['I-CBTI']);
    expect(first('calm')).toEqual(['I-BREATH6', 'I-WORRY']);
    expect(first('sleep')).toEqual(['I-CAFF', 'I-NAP20']);
    for (const goal of goals) expect(first(goal).length).toBeGreaterThan(0);
  });
});
