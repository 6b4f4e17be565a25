import { describe, expect, test } from 'vitest';
import type { NightDecision } from '../nights.ts';
import { decisionsOf, nightsEndingOn, usualNight } from '../testing/nights.ts';
import { type VitalReading, vitalFindings } from './vital-history.ts';

const now = '2021-12-12T09:00:00.000Z';
const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
const nightsOf = (...last: Parameters<typeof nightsEndingOn>[1]) =>
  decisionsOf('ada', nightsEndingOn('2021-12-12', [...month, ...last])).map((decision) => ({
    eventId: `night-${decision.date}`,
    decision,
  }));
const reading = (given: Partial<VitalReading>): VitalReading => ({
  metric: 'oxygen_saturation',
  value: 97,
  at: '2021-12-12T08:00:00.000Z',
  localDate: '2021-12-12',
  context: 'rest',
  statistic: 'sample',
  eventId: 'reading',
  ...given,
});
const flags = (
  nights: ReturnType<typeof nightsOf>,
  readings: readonly VitalReading[] = [],
  at = now,
): string[] =>
  vitalFindings({ now: at, nights, readings }).map(({ flag, level, rule }) => `${flag} ${level} ${rule}`);

const spot = (value: number, minute: number, more: Partial<VitalReading> = {}) =>
  reading({ value, at: `2021-12-12T08:${String(minute).padStart(2, '0')}:00.000Z`, ...more });

describe('red flags of what came in', () => {
  test('usual nights hold none', () => expect(flags(nightsOf())).toEqual([]));

  test('oxygen awake at rest, twice; once, asleep or of unknown rest it is not', () => {
    expect(flags([], [spot(91, 0), spot(92, 6)])).toEqual(['SF3 emergency spot<=92,twice']);
    expect(flags([], [spot(91, 0)])).toEqual([]);
    for (const context of ['sleep', 'none', 'active'])
      expect(flags([], [spot(91, 0, { context }), spot(92, 6, { context })])).toEqual([]);
  });

  test('oxygen of two nights below 90', () => {
    const asleep = (value: number, localDate: string) =>
      reading({ value, localDate, context: 'sleep', statistic: 'average' });
    expect(flags([], [asleep(89, '2021-12-11'), asleep(88, '2021-12-12')])).toEqual([
      'SF3 clinician night_mean<90,2_nights',
    ]);
    expect(flags([], [asleep(89, '2021-11-11'), asleep(88, '2021-12-12')])).toEqual([]);
  });

  test('heart rate asleep 15 above the usual on three nights in a row', () => {
    const fast = { ...usualNight(3), nightHeartRatePerMin: 80 };
    expect(flags(nightsOf(fast, fast, fast))).toContain('SF4 clinician night>=usual+15,3_nights');
    expect(flags(nightsOf(fast, fast)).filter((flag) => flag.startsWith('SF4'))).toEqual([]);
  });

  test('breathing far above the usual on two nights', () => {
    const quick = { ...usualNight(3), respiratoryRatePerMin: 22 };
    expect(flags(nightsOf(quick, quick))).toContain('SF5 same_day night_z>=4&delta>=4,2_nights');
    expect(flags(nightsOf(quick, usualNight(4))).filter((flag) => flag.startsWith('SF5'))).toEqual([]);
  });

  test('measured temperature; the skin proves nothing', () => {
    expect(flags([], [reading({ metric: 'body_temperature', value: 39.2 })])).toEqual([
      'SF6 same_day measured>=39',
    ]);
  });

  test('a resting heart rate above 100 on two days in a row', () => {
    const rest = (value: number, localDate: string) =>
      reading({ metric: 'resting_heart_rate', value, localDate });
    expect(flags([], [rest(104, '2021-12-11'), rest(103, '2021-12-12')])).toEqual([
      'SF4 clinician resting>=100,24h',
    ]);
    expect(flags([], [rest(104, '2021-12-10'), rest(103, '2021-12-12')])).toEqual([]);
  });

  test('what was told: fever, and conditions with which no state is given', () => {
    const { eventId, decision } = nightsOf().at(-1)!;
    const told: NightDecision = {
      ...decision,
      state: 'insufficient_data',
      flags: ['excluded'],
      evidence: {
        ...decision.evidence,
        evidence: [
          ...decision.evidence.evidence,
          { ...decision.evidence.evidence[0]!, channel: 'self_report', rule: 'fever' },
        ],
      },
    };
    expect(flags([{ eventId, decision: told }])).toEqual([
      'SF11 no_exercise fever',
      'SF12 general_only condition',
    ]);
  });

  test('last year raises nothing today', () => {
    const fast = { ...usualNight(3), nightHeartRatePerMin: 80, respiratoryRatePerMin: 22 };
    expect(flags(nightsOf(fast, fast, fast), [spot(80, 0), spot(80, 9)], '2022-12-12T09:00:00.000Z')).toEqual(
      [],
    );
  });
});
