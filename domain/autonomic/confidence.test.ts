import { describe, expect, test } from 'vitest';
import {
  acutePart,
  agreementPart,
  channelsPart,
  confidence,
  confidenceBand,
  type MarginInput,
  marginPart,
  referencePart,
} from './confidence.ts';
import { type Features, insufficientFeatures } from './features.ts';

const features = (values: Partial<Features>): Features => ({ ...insufficientFeatures(null), ...values });

test('the worked example is 88, after a device switch 62', () => {
  const parts = {
    reference: referencePart(30),
    acute: acutePart(6),
    channels: channelsPart(features({ z_hrv: 0, z_nremhr: 0, z_resp: 0, z_temp: 0, sleep7_min: 400 })),
    agreement: 0.8,
    margin: 0.6,
  };
  expect(parts.channels).toBeCloseTo(0.9, 12);
  expect(confidence(parts, [])).toBe(88);
  expect(confidence(parts, ['device_switch'])).toBe(62);
});

test('the worked illness night with 17 reference values and 5 nights is 68', () => {
  const parts = { reference: referencePart(17), acute: acutePart(5), channels: 0.9, agreement: 1, margin: 1 };
  expect(parts.reference).toBeCloseTo(0.4348, 4);
  expect(parts.acute).toBeCloseTo(0.8333, 4);
  expect(confidence(parts, ['baseline_low'])).toBe(68);
});

test('parts stay within 0 and 1, penalties multiply', () => {
  expect([referencePart(3), referencePart(60), acutePart(7)]).toEqual([0, 1, 1]);
  const full = { reference: 1, acute: 1, channels: 1, agreement: 1, margin: 1 };
  expect(confidence(full, [])).toBe(100);
  expect(confidence(full, ['device_switch', 'baseline_low', 'night_missing'])).toBe(36);
  expect([75, 74, 50, 49].map(confidenceBand)).toEqual(['high', 'medium', 'medium', 'low']);
});

describe('agreement', () => {
  test('illness asks the four channels of the night, not sleep', () => {
    const night = features({ z_hrv: -0.3, z_nremhr: 0.29, z_resp: 2, z_temp: -1, sleep7_min: 300 });
    expect(agreementPart('illness_suspected', night)).toBe(0.5);
  });

  test('strained asks HRV, heart rate and sleep; below 375 min sleep harms', () => {
    const night = features({ z_hrv: -1, z_nremhr: 0, z_resp: 5, sleep7_min: 374 });
    expect(agreementPart('strained', night)).toBeCloseTo(2 / 3, 12);
    expect(agreementPart('strained', { ...night, sleep7_min: 375 })).toBeCloseTo(1 / 3, 12);
  });

  test('primed asks for the absence of harm, balanced for nothing unusual', () => {
    const high = features({ z_hrv: 1.2, z_nremhr: -0.5, sleep7_min: 400 });
    expect(agreementPart('primed', high)).toBe(1);
    expect(agreementPart('balanced', high)).toBeCloseTo(2 / 3, 12);
    expect(agreementPart('balanced', features({ sleep7_min: 360 }))).toBe(1);
    expect(agreementPart('balanced', features({ sleep7_min: 359 }))).toBe(0);
  });

  test('no valid channel is no agreement', () => {
    expect(agreementPart('balanced', features({}))).toBe(0);
  });
});

describe('margin', () => {
  const margin = (night: Partial<MarginInput>) =>
    marginPart({
      state: 'balanced',
      held: false,
      illnessPoints: 0,
      illnessPointsYesterday: 0,
      strainPoints: 0,
      compositeIndex: 0,
      belowPrimed: null,
      ...night,
    });

  test.each<[string, Partial<MarginInput>, number]>([
    ['illness by one night', { state: 'illness_suspected', illnessPoints: 7 }, 1],
    ['illness just reached', { state: 'illness_suspected', illnessPoints: 6 }, 0],
    ['illness by two nights', { state: 'illness_suspected', illnessPoints: 4, illnessPointsYesterday: 5 }, 1],
    ['illness held', { state: 'illness_suspected', held: true, illnessPoints: 7 }, 0],
    ['strained by 2', { state: 'strained', strainPoints: 2 }, 0],
    ['strained by 3', { state: 'strained', strainPoints: 3 }, 1],
    ['strained by watch', { state: 'strained', strainPoints: 1, illnessPoints: 5 }, 1],
    ['strained held', { state: 'strained', held: true, strainPoints: 1 }, 0],
    ['primed', { state: 'primed', compositeIndex: 0.75 }, 0.25],
    ['primed held', { state: 'primed', held: true, compositeIndex: 0.45 }, 0.25],
    ['balanced far from all', {}, 1],
    ['balanced with a strain point', { strainPoints: 1 }, 1],
    ['balanced near primed', { belowPrimed: 0.125 }, 0.125],
    ['balanced where the composite index is above', { belowPrimed: -1 }, 0],
  ])('%s', (_, night, expected) => expect(margin(night)).toBeCloseTo(expected, 12));
});
