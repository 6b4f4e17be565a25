import { describe, expect, test } from 'vitest';
import type { State } from '../autonomic/state.ts';
import { type InterventionState, initialIntervention } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import { daysAfter } from './due-date.ts';
import { ownRecovery } from './own-recovery.ts';

const firstDate = '2024-01-01';
const nightOn = (date: string, state: State, zHrv: number | null): NightDecision =>
  ({ date, state, features: { z_hrv: zHrv, h7: zHrv } }) as NightDecision;

/** `s`: strained and low, `o`: overreached and low, `l`: low, `u`: usual, `-`: nothing known. */
const nightsOf = (life: string): ReadonlyMap<string, NightDecision> =>
  new Map(
    [...life].map((letter, index) => {
      const date = daysAfter(firstDate, index);
      const states: Record<string, State> = { s: 'strained', o: 'overreached', '-': 'insufficient_data' };
      const z = letter === 'u' ? 0 : letter === '-' ? null : -1.2;
      return [date, nightOn(date, states[letter] ?? 'balanced', z)] as const;
    }),
  );
const state = (day: number, over: Partial<InterventionState> = {}): InterventionState => ({
  ...initialIntervention,
  status: 'completed',
  proposal: {
    interventionId: `i-${day}`,
    userId: 'ada',
    kind: 'I-REST',
    rank: 'primary',
    why: [],
    decisionEventId: null,
    prompted: false,
    proposedOn: daysAfter(firstDate, day),
    plannedDays: 2,
    windowDays: [1, 3],
  },
  acceptedOn: daysAfter(firstDate, day),
  endedOn: daysAfter(firstDate, day + 2),
  ...over,
});

/** Five episodes that took 3, 3, 4, 5 and 6 nights, and one of 4. */
const life = 'sluu' + 'uu' + 'sluu' + 'u' + 'slluu' + 'sllluu' + 'slllluu' + 'uuu' + 'slluuuu';
const last = life.lastIndexOf('slluuuu');

describe('how long recovery took', () => {
  test('four nights, beside a median of four in five own episodes', () => {
    expect(ownRecovery(state(last), [state(last)], nightsOf(life))).toEqual({
      nights: 4,
      observed: 4,
      own: { median: 4, episodes: 5 },
    });
    expect(ownRecovery(state(last + 2), [], nightsOf(life))!.nights).toBe(4);
  });

  test('below five of the same state, without the intervention, there is nothing to compare with', () => {
    const done = [state(last), state(1)];
    expect(ownRecovery(state(last), done, nightsOf(life))!.own).toBeNull();
    expect(ownRecovery(state(last), [], nightsOf(life.replace('slllluu', 'olllluu')))!.own).toBeNull();
  });

  test('an episode that is not over was seen for as long as it was', () => {
    expect(ownRecovery(state(2), [], nightsOf('uusll'))).toEqual({ nights: null, observed: 2, own: null });
    const gap = `uusl${'-'.repeat(20)}uuuu`;
    expect(ownRecovery(state(2), [], nightsOf(gap))).toEqual({ nights: null, observed: 1, own: null });
  });

  test('outside of an episode nothing is told', () => {
    expect(ownRecovery(state(0), [], nightsOf('uuuu'))).toBeNull();
    expect(ownRecovery(initialIntervention, [], nightsOf(life))).toBeNull();
  });
});
