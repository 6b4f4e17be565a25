import { coreRuleset } from '../ruleset.ts';

/**
 * What `neuros-cns/0.2` adds to the core rules; everything else of a night is decided by `coreRuleset` as it is. All
 * numbers are design heuristics of section 4 unless a source is named.
 */
export const extendedRuleset = {
  id: 'neuros-cns/0.2',
  core: coreRuleset.id,

  subjective: {
    lowest: 1,
    highest: 5,
    /** Of the five scores. */
    fewestScores: 3,
    referenceDays: 28,
    fewestDays: 14,
    floor: 0.2,
  },

  contexts: {
    /** Nights a context holds, counted from the one it was given for; the others hold for one. */
    nights: { travel: 5, vaccine: 2 },
    /** Factors on the illness points of a channel. */
    heartFactor: { alcohol: 0, late_hard_exercise: 0 },
    temperatureFactor: { luteal: 0.5, travel: 0, hot_room: 0 },
  },
  betaBlockerDays: 30,

  selfReport: { symptom: 3, feelsIll: 2 },

  strain: {
    enter: { subjectiveLow: -1, debtMin: 600 },
    stay: { subjectiveLow: -0.8, debtMin: 600 },
  },

  /** Meeusen 2013, Tian 2013 (verified): HRV falls or rises; persistence, load and how the person does must agree. */
  overreached: {
    nights: 14,
    fewestClassified: 9,
    share: 0.7,
    weeklyHrvLow: -1,
    weeklyHrvHigh: 1.5,
    heartRateLow: -0.5,
    supporting: 2,
    subjectiveLow: -1,
    subjectiveNights: 5,
    performanceWorse: -3,
    heartRateWeek: 1,
    fewestHeartRateNights: 3,
    leave: { weeklyHrv: -0.3, nights: 5, of: 7 },
    fewestVariationNights: 5,
  },

  primed: { subjectiveAtLeast: -0.5, loadRatioAtMost: 1.3 },

  confidence: {
    subjectiveWeight: 0.1,
    penalties: { artefacts: 0.9, context: 0.9 },
    /** Above the first, up to the second: beyond it there is no RMSSD that could be doubted. */
    artefactShare: [0.05, 0.1],
    contexts: ['alcohol', 'travel'],
  },

  citations: {
    self_report: [],
    subjective: ['flatt2018'],
    load: ['williams2017'],
    sleep_debt: [],
    overreaching: ['meeusen2013', 'tian2013'],
    baseline_shift: ['plews2012'],
  },
} as const;
