import { describe, expect, test } from 'vitest';
import { type Features, insufficientFeatures } from './features.ts';
import type { Illness } from './illness.ts';
import {
  afterInsufficient,
  type ClassifiedState,
  classify,
  type FoldState,
  gate,
  initialFoldState,
  isExcluded,
} from './state.ts';
import { strainPointsToEnter, strainPointsToStay } from './strain.ts';

const noRules = { lnrmssd: null, night_heart_rate: null, respiratory_rate: null, skin_temperature: null };
const illness = (points: number, specific = 0, channels = 2): Illness => ({
  points,
  specific,
  channels,
  fired: noRules,
});
const after = (previous: ClassifiedState, values: Partial<FoldState> = {}): FoldState => ({
  ...initialFoldState,
  previous,
  ...values,
});
const night = (values: Partial<Features>, ill = illness(0), fold = initialFoldState) => {
  const features = { ...insufficientFeatures(null), sleep7_min: 420, ...values };
  const strain = { enter: strainPointsToEnter(features), stay: strainPointsToStay(features) };
  return classify(features, ill, strain, fold);
};

test('the gate asks for 14 reference values and 3 nights of the week', () => {
  expect(gate(13, 7)).toBe('n_ref<14');
  expect(gate(14, 2)).toBe('n7<3');
  expect(gate(14, 3)).toBeNull();
});

describe('illness', () => {
  test('raw illness comes before everything else and starts the calm anew', () => {
    const result = night({ h7: 1, z_hrv: 2 }, illness(6, 4, 3), after('illness_suspected', { calm: 1 }));
    expect([result.state, result.held, result.next.calm]).toEqual(['illness_suspected', false, 0]);
  });

  test('is left on the second quiet night in a row', () => {
    const first = night({ h7: 0 }, illness(1), after('illness_suspected'));
    expect([first.state, first.rule, first.next.calm]).toEqual(['illness_suspected', 'illness:held', 1]);
    const second = night({ h7: 0 }, illness(1), first.next);
    expect([second.state, second.next.calm]).toEqual(['balanced', 0]);
  });

  test('a night with 2 points in between starts the count again', () => {
    const first = night({ h7: 0 }, illness(0), after('illness_suspected'));
    const second = night({ h7: 0 }, illness(2), first.next);
    expect([second.state, second.next.calm]).toEqual(['illness_suspected', 0]);
    expect(night({ h7: 0 }, illness(0), second.next).state).toBe('illness_suspected');
  });

  test('watch makes a night strained at least', () => {
    const result = night({ h7: 0 }, illness(4, 1));
    expect([result.state, result.watch, result.rule]).toEqual(['strained', true, 'strained:illness_watch']);
  });

  test('21 nights in a row are kept out of the references, then they count again', () => {
    let fold = initialFoldState;
    const excluded = Array.from({ length: 25 }, () => {
      fold = night({}, illness(6, 4, 3), fold).next;
      return isExcluded(fold);
    });
    expect(excluded).toEqual([...Array(21).fill(true), ...Array(4).fill(false)]);
    expect(isExcluded(night({ h7: 0 }, illness(0), fold).next)).toBe(false);
  });
});

describe('strained', () => {
  const atStay = { h7: -0.4, z_hrv: -0.9 };

  test('two points enter; the wider limits only hold', () => {
    expect(night({ h7: -0.6, z_hrv: -1 }).state).toBe('strained');
    expect(night(atStay).state).toBe('balanced');
    const held = night(atStay, illness(0), after('strained'));
    expect([held.state, held.held]).toEqual(['strained', true]);
    expect(night({ h7: -0.4 }, illness(0), after('strained')).state).toBe('balanced');
  });
});

describe('primed', () => {
  const ready = { h7: 0.6, z_hrv: 0.8, z_nremhr: -0.5 };

  test('needs every condition', () => {
    expect(night(ready).state).toBe('primed');
    const short: Partial<Features>[] = [
      { ...ready, h7: 1.51 },
      { ...ready, z_hrv: -0.51, h7: 1.5, z_nremhr: -3 },
      { ...ready, z_nremhr: 0.76, z_hrv: 3 },
      { ...ready, sleep7_min: 389.9 },
      { ...ready, sleep7_min: null },
      { ...ready, h7: -0.21, z_hrv: 3 },
      { ...ready, h7: 0, z_hrv: 0.5, z_nremhr: 0 },
    ];
    expect(short.map((values) => night(values).state)).toEqual(short.map(() => 'balanced'));
    expect(night(ready, illness(1)).state).toBe('balanced');
  });

  test('daily values may be missing', () => {
    expect(night({ h7: 1.3 }).state).toBe('primed');
  });

  test('is held down to a composite index of 0.2', () => {
    const lower = { h7: 0.3, z_hrv: 0.4, z_nremhr: 0 };
    expect(night(lower).state).toBe('balanced');
    expect(night(lower, illness(0), after('primed')).held).toBe(true);
    expect(night({ h7: 0.3, z_hrv: 0.2 }, illness(0), after('primed')).state).toBe('balanced');
  });

  test('a balanced night says how far it was below, where nothing else was missing', () => {
    expect(night({ h7: 0.3, z_hrv: 0.4 }).belowPrimed).toBeCloseTo(0.26, 12);
    expect(night({ h7: 0.3, z_hrv: 0.4, sleep7_min: 380 }).belowPrimed).toBeNull();
  });
});

describe('insufficient nights', () => {
  const many = (count: number, fold: FoldState) => {
    let state = fold;
    for (let i = 0; i < count; i++) state = afterInsufficient(state);
    return state;
  };

  test('leave previous and calm as they are for 14 nights, then all is forgotten', () => {
    const ill = after('illness_suspected', { calm: 1, illnessYesterday: { points: 5, specific: 3 } });
    const kept = many(14, ill);
    expect([kept.previous, kept.calm]).toEqual(['illness_suspected', 1]);
    const forgotten = many(15, ill);
    expect([forgotten.previous, forgotten.calm]).toEqual(['balanced', 0]);
    expect(many(40, ill)).toEqual(forgotten);
  });

  test('count as a night without illness points', () => {
    const fold = afterInsufficient(after('balanced', { illnessYesterday: { points: 5, specific: 3 } }));
    expect(fold.illnessYesterday).toEqual({ points: 0, specific: 0 });
  });
});
