import { describe, expect, test } from 'vitest';
import { exclusions } from '../autonomic/night-extras.ts';
import type { State } from '../autonomic/state.ts';
import { bannedWordsIn } from './banned-words.ts';
import { finding, mostPressing, type SafetyFinding, safetyLevels } from './finding.ts';
import { languageOf } from './language.ts';
import { fixedText, noticeText } from './notice-texts.ts';
import { conditionFlags, energyFlags, illnessFlags, lastingFlags, sleepFlags } from './report-flags.ts';
import { footerIn, safetyText } from './texts.ts';
import { breathingFlags, heartRateFlags, oxygenFlags, rhythmFlags, temperatureFlags } from './vital-flags.ts';

const told = (findings: readonly SafetyFinding[]) => findings.map(({ level, rule }) => `${level} ${rule}`);

describe('SF3, oxygen', () => {
  const spot = (time: string, percent: number, values = {}) => ({
    at: `2024-03-01T${time}:00.000Z`,
    percent,
    awake: true,
    atRest: true,
    ...values,
  });
  const input = {
    now: '2024-03-01T12:00:00.000Z',
    spots: [spot('11:00', 92), spot('11:05', 91)],
    altitudeM: 200,
    hasClinicianTarget: false,
    nightMeans: [],
    usualNightMean: null,
    symptoms: false,
  };

  test('twice 92 or below, five minutes apart', () => {
    expect(told(oxygenFlags(input))).toEqual(['emergency spot<=92,twice']);
    expect(oxygenFlags({ ...input, spots: [spot('11:00', 92), spot('11:04', 91)] })).toEqual([]);
    expect(oxygenFlags({ ...input, spots: [spot('11:00', 92)] })).toEqual([]);
    expect(told(oxygenFlags({ ...input, spots: [spot('11:00', 92), spot('11:20', 94)] }))).toEqual([
      'same_day spot<=94,twice',
    ]);
    expect(oxygenFlags({ ...input, spots: [spot('11:00', 95), spot('11:20', 95)] })).toEqual([]);
  });

  test('asleep, in motion, yesterday, high up or with a target of a clinician: not', () => {
    const asleep = input.spots.map((each) => ({ ...each, awake: false }));
    const moving = input.spots.map((each) => ({ ...each, atRest: false }));
    for (const changes of [
      { spots: asleep },
      { spots: moving },
      { now: '2024-03-02T12:00:00.000Z' },
      { altitudeM: 1501 },
      { hasClinicianTarget: true },
    ]) {
      expect(oxygenFlags({ ...input, ...changes })).toEqual([]);
    }
  });

  test('nights below 90 twice, or four points below usual with symptoms', () => {
    const nights = { ...input, spots: [], nightMeans: [95, 89, 89.5], usualNightMean: 93.5 };
    expect(told(oxygenFlags(nights))).toEqual(['clinician night_mean<90,2_nights']);
    const dropped = { ...nights, nightMeans: [95, 89.5], symptoms: true };
    expect(told(oxygenFlags(dropped))).toEqual(['clinician night_drop>=4&symptoms']);
    expect(oxygenFlags({ ...dropped, symptoms: false })).toEqual([]);
  });
});

describe('SF4, heart rate', () => {
  const input = {
    resting: 60,
    hoursAbove100: 0,
    symptoms: false,
    dizzyOrFaint: false,
    athlete: false,
    usualResting: 60,
    nights: [],
    usualNight: 55,
    explained: false,
  };

  test.each([
    ['130', { resting: 130 }, ['urgent resting>=130']],
    ['129', { resting: 129 }, []],
    ['111 with symptoms', { resting: 111, symptoms: true }, ['urgent resting>=111&symptoms']],
    ['100 for a day', { resting: 100, hoursAbove100: 24 }, ['clinician resting>=100,24h']],
    ['100 for an hour', { resting: 100, hoursAbove100: 1 }, []],
    ['40 and dizzy', { resting: 40, usualResting: 45, dizzyOrFaint: true }, ['urgent resting<=40&dizzy']],
    ['40', { resting: 40, usualResting: 45 }, []],
    ['15 below usual', { resting: 45 }, ['clinician resting<=usual-15']],
    ['15 below usual, athlete', { resting: 45, athlete: true }, []],
    ['three nights 15 above', { nights: [70, null, 71, 70] }, ['clinician night>=usual+15,3_nights']],
    ['three nights, explained', { nights: [70, 71, 70], explained: true }, []],
    ['nothing known', { resting: null, usualResting: null, usualNight: null, nights: [90, 90, 90] }, []],
  ])('%s', (_, changes, expected) =>
    expect(told(heartRateFlags({ ...input, ...changes }))).toEqual(expected),
  );
});

test('SF5, breathing', () => {
  const high = { z: 4, delta: 4 };
  expect(told(breathingFlags({ resting: 25, nights: [] }))).toEqual(['urgent resting>=25']);
  expect(told(breathingFlags({ resting: 21, nights: [] }))).toEqual(['same_day resting>=21']);
  expect(breathingFlags({ resting: 20, nights: [high] })).toEqual([]);
  expect(told(breathingFlags({ resting: null, nights: [high, high] }))).toEqual([
    'same_day night_z>=4&delta>=4,2_nights',
  ]);
  expect(breathingFlags({ resting: null, nights: [high, { z: 9, delta: 3.9 }] })).toEqual([]);
});

test('SF6, measured temperature', () => {
  const at = (measuredCel: number | null, stiffNeckRashOrConfusion = false) =>
    told(temperatureFlags({ measuredCel, stiffNeckRashOrConfusion }));
  expect([at(38.9), at(39), at(40), at(38, true), at(37.9, true), at(null, true)]).toEqual([
    [],
    ['same_day measured>=39'],
    ['urgent measured>=40'],
    ['urgent measured>=38&signs'],
    [],
    [],
  ]);
});

test('SF7, rhythm: the words of the device, and data quality alone', () => {
  const odd = { cvsd: 0.12, artefactShare: 0.11, ectopicShare: 0 };
  const ectopic = { cvsd: 0.05, artefactShare: 0, ectopicShare: 0.06 };
  const calm = { cvsd: 0.2, artefactShare: 0.1, ectopicShare: 0.05 };
  const [passed] = rhythmFlags({ deviceNotification: 'Your watch noticed something.', windows: [] });
  expect(passed).toMatchObject({ level: 'clinician', text: 'Your watch noticed something.' });
  expect(told(rhythmFlags({ deviceNotification: null, windows: [odd, ectopic, odd, calm] }))).toEqual([
    'data_quality windows>=3',
  ]);
  expect(rhythmFlags({ deviceNotification: null, windows: [odd, ectopic, calm] })).toEqual([]);
});

test('SF8, energy', () => {
  const none = {
    weightLossPercent: null,
    weightLossMonths: null,
    monthsWithoutPeriod: null,
    persistentFatigue: false,
    lowRestingHeartRate: false,
  };
  expect(energyFlags(none)).toEqual([]);
  expect(energyFlags({ ...none, weightLossPercent: 5, weightLossMonths: 2 })).toEqual([]);
  expect(told(energyFlags({ ...none, weightLossPercent: 5.1, weightLossMonths: 3 }))).toEqual([
    'clinician weight_loss>5%',
  ]);
  expect(energyFlags({ ...none, weightLossPercent: 8, weightLossMonths: 6 })).toEqual([]);
  expect(told(energyFlags({ ...none, monthsWithoutPeriod: 3 }))).toEqual(['clinician no_period>=3_months']);
  expect(energyFlags({ ...none, persistentFatigue: true })).toEqual([]);
});

test('SF9, strain that lasts', () => {
  const days = (count: number, state: State = 'strained'): State[] => Array(count).fill(state);
  const quiet = { weeksOfFallingPerformance: 0, daysSinceDeload: 8 };
  expect(told(lastingFlags({ ...quiet, states: days(14) }))).toEqual(['clinician strained>=14d&deload']);
  expect(lastingFlags({ ...quiet, states: days(13) })).toEqual([]);
  expect(lastingFlags({ ...quiet, states: [...days(13), 'balanced'] })).toEqual([]);
  expect(lastingFlags({ ...quiet, states: days(20), daysSinceDeload: null })).toEqual([]);
  expect(told(lastingFlags({ states: [], daysSinceDeload: null, weeksOfFallingPerformance: 4 }))).toEqual([
    'clinician performance_falling>3w',
  ]);
});

test('SF10, sleep: no sauna, cold or hard training', () => {
  const none = {
    insomniaMonths: 2,
    snoringWithGasping: false,
    repeatedOxygenDips: false,
    fallsAsleepDriving: false,
  };
  expect(sleepFlags(none)).toEqual([]);
  const [found] = sleepFlags({ ...none, insomniaMonths: 3, fallsAsleepDriving: true });
  expect(found).toMatchObject({
    rule: 'asleep_driving&insomnia>=3_months',
    withholds: ['hard_training', 'sauna_and_cold'],
  });
});

test('SF11, being ill', () => {
  const none = {
    fever: false,
    systemicSymptoms: false,
    recentInfection: false,
    chestPainOrPalpitations: false,
  };
  expect(illnessFlags(none)).toEqual([]);
  expect(illnessFlags({ ...none, chestPainOrPalpitations: true })).toEqual([]);
  expect(told(illnessFlags({ ...none, fever: true }))).toEqual(['no_exercise fever']);
  expect(told(illnessFlags({ ...none, recentInfection: true, chestPainOrPalpitations: true }))).toEqual([
    'urgent chest_after_infection',
  ]);
});

test('SF12: no state, and the condition is not repeated', () => {
  expect(conditionFlags([])).toEqual([]);
  const found = conditionFlags([...exclusions])[0]!;
  expect(found.withholds).toEqual(['state', 'score']);
  expect(found.text).not.toMatch(/pregnan|pacemaker|dialysis/i);
});

test('what presses most comes first, each flag once', () => {
  const findings = [
    finding('SF4', 'clinician', 'a'),
    finding('SF9', 'clinician', 'b'),
    finding('SF4', 'urgent', 'c'),
    finding('SF12', 'general_only', 'd'),
    finding('SF3', 'emergency', 'e'),
  ];
  expect(mostPressing(findings).map(({ rule }) => rule)).toEqual(['e', 'c', 'b', 'd']);
});

describe('every fixed text', () => {
  const flags = ['SF3', 'SF8', 'SF9', 'SF10', 'SF11', 'SF12'] as const;
  const notices = flags.flatMap((flag) => safetyLevels.map((level) => ({ flag, level })));
  const inLanguage = (language: 'en' | 'de') => notices.map((each) => fixedText(each, language));

  test.each(['en', 'de'] as const)('holds no banned word, no limit and no disease: %s', (language) => {
    const texts = [...inLanguage(language), safetyText(['SF1', 'SF2'], language), footerIn(language)];
    for (const text of texts) {
      expect(bannedWordsIn(text), text).toEqual([]);
      expect(text).not.toMatch(/fibrillation|flimmern|covid|infection|infektion|apnoea|apnoe|%|°/i);
    }
  });

  test('is there in both languages, each in its own', () => {
    const [english, german] = [inLanguage('en'), inLanguage('de')];
    expect(new Set(german).size).toBe(new Set(english).size);
    for (const [index, text] of german.entries()) {
      expect(languageOf(text), text).toBe('de');
      expect(languageOf(english[index]!), english[index]).toBe('en');
    }
  });

  test('is translated, but for the words of a device', () => {
    const fixed = finding('SF9', 'clinician', 'r');
    expect(noticeText(fixed, 'de')).toBe(fixedText(fixed, 'de'));
    const device = finding('SF7', 'clinician', 'r', [], 'Your watch noticed something.');
    expect(noticeText(device, 'de')).toBe('Your watch noticed something.');
  });
});

test.each([
  ['We diagnose nothing', ['diagnose']],
  ['It treats and prevents, clinically proven', ['treats', 'prevents', 'clinically proven']],
  ['detects COVID, medical-grade', ['detects COVID', 'medical-grade']],
  ['pattern compatible with overreaching', []],
  ['a treat for the accurate curious', ['treat']],
  ['overtraining syndrome', ['overtraining syndrome']],
  ['It can detect early signs of illness', ['detect early signs of illness']],
  ['detects infections', ['detects infections']],
  ['dia\u00adgnoses', ['diagnoses']],
  ['pre\u200bvents and \uff43\uff55\uff52\uff45\uff53', ['prevents', 'cures']],
  ['we find your best night', []],
])('banned words: %s', (text, expected) => expect(bannedWordsIn(text).sort()).toEqual([...expected].sort()));
