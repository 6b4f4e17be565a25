import { describe, expect, it } from 'vitest';
import { assessNights } from './autonomic/assess.ts';
import { extendedRuleset } from './autonomic/extended/ruleset.ts';
import type { NightInput } from './autonomic/night.ts';
import { coreRuleset } from './autonomic/ruleset.ts';
import { assess, foldNights, type NightsEvent } from './nights.ts';

const input = (day: number, rmssdMs: number | null): NightInput => ({
  date: new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10),
  rmssdMs,
  nightHeartRatePerMin: 55,
  restingHeartRatePerMin: null,
  respiratoryRatePerMin: null,
  skinTemperatureCel: null,
  skinTemperatureDeviationCel: null,
  sleepMinutes: 440,
  recordedAt: new Date(Date.UTC(2026, 0, day, 8)).toISOString(),
});
const inputs = (count: number): NightInput[] =>
  Array.from({ length: count }, (_, i) => input(i + 1, 40 + (i % 5)));
const stored = (events: readonly NightsEvent[], from = 0) =>
  events.map((event, i) => ({ ...event, id: `event-${from + i}` }));
const decide = (past: readonly (NightsEvent & { id: string })[], nights: NightInput[]) =>
  assess(
    { userId: 'ada', ruleset: coreRuleset.id, nights: assessNights(nights) },
    foldNights(past, coreRuleset.id),
  );

describe("a person's nights", () => {
  it('are decided once', () => {
    const first = decide([], inputs(20));
    expect(first.map((event) => event.type)).toEqual(Array(20).fill('NightAssessed'));
    expect(decide(stored(first), inputs(20))).toEqual([]);
  });

  it('are decided again from a late value on, naming what is superseded', () => {
    const first = stored(decide([], inputs(30)));
    const again = decide(first, inputs(30).with(25, input(26, 25)));
    expect(again.map((event) => event.type)).toEqual(Array(5).fill('NightReassessed'));
    expect(again.map((event) => event.data.date)).toEqual([
      '2026-01-26',
      '2026-01-27',
      '2026-01-28',
      '2026-01-29',
      '2026-01-30',
    ]);
    expect(again.map((event) => event.data.supersedes)).toEqual([
      'event-25',
      'event-26',
      'event-27',
      'event-28',
      'event-29',
    ]);
  });

  it('are withdrawn when everything known of them was retracted', () => {
    const first = stored(decide([], inputs(20)));
    expect(decide(first, inputs(19))).toMatchObject([
      { type: 'NightWithdrawn', data: { date: '2026-01-20', supersedes: 'event-19' } },
    ]);
  });

  it('that were withdrawn are assessed anew when they come back', () => {
    const first = stored(decide([], inputs(20)));
    const withdrawn = stored(decide(first, inputs(19)), 20);
    expect(decide([...first, ...withdrawn], inputs(20))).toMatchObject([
      { type: 'NightAssessed', data: { supersedes: null } },
    ]);
  });

  it('have a line of decisions for each rule set, and neither supersedes the other', () => {
    const both = (past: readonly (NightsEvent & { id: string })[], ruleset: string, nights: NightInput[]) =>
      assess({ userId: 'ada', ruleset, nights: assessNights(nights, ruleset) }, foldNights(past, ruleset));
    const first = stored(both([], coreRuleset.id, inputs(20)));
    const second = both(first, extendedRuleset.id, inputs(20));
    expect(second.map(({ type, data }) => [type, data.supersedes])).toEqual(
      Array(20).fill(['NightAssessed', null]),
    );
    const log = [...first, ...stored(second, 20)];
    expect(both(log, coreRuleset.id, inputs(20))).toEqual([]);
    const fewer = both(log, extendedRuleset.id, inputs(19));
    expect(fewer).toMatchObject([
      { type: 'NightWithdrawn', data: { ruleset: extendedRuleset.id, supersedes: 'event-39' } },
    ]);
    const rest = [...log, ...stored(fewer, 40)];
    expect(both(rest, coreRuleset.id, inputs(20))).toEqual([]);
    expect(foldNights(rest, extendedRuleset.id).size).toBe(19);
  });

  it('withdrawn by an event that names no rule set are those of the first', () => {
    const first = stored(decide([], inputs(20)));
    const old: NightsEvent & { id: string } = {
      type: 'NightWithdrawn',
      data: { userId: 'ada', date: '2026-01-20', supersedes: 'event-19' },
      id: 'event-20',
    };
    expect(foldNights([...first, old], coreRuleset.id).has('2026-01-20')).toBe(false);
  });
});
