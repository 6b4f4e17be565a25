/** A closed interval, in the unit of the quantity it belongs to. */
export type Range = readonly [lowest: number, highest: number];

/** The condition under which an illness channel earns points: `z` in scaled MADs, `delta` in the channel's unit. */
export interface IllnessRule {
  readonly points: number;
  readonly z: number;
  /** Undefined where the rule asks for z alone. */
  readonly delta?: number;
}

/** Limits of the five core strain points. Sleep is in minutes, everything else in standard or MAD-scaled deviations. */
export interface StrainLimits {
  readonly weeklyHrvLow: number;
  readonly weeklyHrvVeryLow: number;
  readonly hrvLow: number;
  readonly heartRateHigh: number;
  readonly sleepShortMin: number;
}

/**
 * Every threshold of the core rules, in the order in which a night meets them. Where a number has a public source
 * it is named in `citations`; the others are design heuristics, calibrated for plausibility on unlabelled data
 * and not a clinical validation.
 */
export const coreRuleset = {
  id: 'neuros-cns/0.1',

  /** What the analyser accepts; a value outside (a sentinel zero, say) counts as missing. */
  acceptance: {
    rmssdMs: [5, 250],
    heartRatePerMin: [30, 130],
    respiratoryRatePerMin: [6, 40],
    skinTemperatureCel: [28, 38],
    skinTemperatureDeviationCel: [-8, 8],
    sleepMinutes: [120, Number.POSITIVE_INFINITY],
  } satisfies Record<string, Range>,

  baseline: {
    /** Reference window: the days d-60 to d-1. */
    referenceDays: 60,
    /** Lagged reference: the days d-66 to d-7, clear of the acute week. */
    lagFirst: 66,
    lagLast: 7,
    /** Values a reference needs before it carries a score. */
    fewest: 14,
    provisionalFrom: 7,
    fullFrom: 30,
    /** Makes the median absolute deviation estimate the standard deviation of a normal distribution. */
    madScale: 1.4826,
    /** Hampel filter: values further than this many scaled MADs from the median are left out. */
    hampelWidth: 3.5,
    /** Smallest spread assumed of a channel, in its unit. */
    floors: { lnrmssd: 0.05, night_heart_rate: 1, respiratory_rate: 0.3, skin_temperature: 0.15 },
    /** Longest run of nights with the raw illness rule that is kept out of the references. */
    longestExclusion: 21,
  },

  week: { days: 7, fewestHrvNights: 3, fewestSleepNights: 4 },

  illness: {
    channels: {
      night_heart_rate: [
        { points: 2, z: 2, delta: 4 },
        { points: 1, z: 1.5, delta: 3 },
      ],
      respiratory_rate: [
        { points: 2, z: 2.5, delta: 1.5 },
        { points: 1, z: 2, delta: 1 },
      ],
      skin_temperature: [
        { points: 2, z: 2.5, delta: 0.8 },
        { points: 1, z: 1.5, delta: 0.5 },
      ],
      lnrmssd: [{ points: 1, z: -1.5 }],
    } satisfies Record<string, readonly IllnessRule[]>,
    oneNight: { points: 6, channels: 3 },
    twoNights: { points: 3, specific: 2 },
    watch: { points: 4, specific: 1 },
    /** A quiet night has at most this many points; the state is left on the second quiet night in a row. */
    quiet: 1,
    quietNightsBefore: 1,
  },

  strain: {
    enter: { weeklyHrvLow: -0.5, weeklyHrvVeryLow: -1, hrvLow: -1, heartRateHigh: 1, sleepShortMin: 360 },
    stay: {
      weeklyHrvLow: -0.3,
      weeklyHrvVeryLow: -0.8,
      hrvLow: -0.8,
      heartRateHigh: 0.8,
      sleepShortMin: 375,
    },
    points: 2,
  } satisfies { enter: StrainLimits; stay: StrainLimits; points: number },

  primed: {
    weeklyHrv: [-0.2, 1.5] satisfies Range,
    hrvAtLeast: -0.5,
    heartRateAtMost: 0.75,
    sleepAtLeastMin: 390,
    compositeEnter: 0.5,
    compositeStay: 0.2,
  },
  composite: { weeklyHrv: 0.4, hrv: 0.3, heartRate: -0.3 },

  /** After more insufficient nights in a row than this, what was known of the state is forgotten. */
  forgetAfterNights: 14,

  agreement: {
    harmAtLeast: 0.3,
    balancedBelow: 1,
    sleepShortBelowMin: 375,
    sleepLongFromMin: 390,
    balancedSleepFromMin: 360,
  },

  confidence: {
    reference: { from: 7, span: 23, weight: 0.25 },
    acute: { nights: 6, weight: 0.2 },
    channels: {
      weight: 0.2,
      each: {
        lnrmssd: 0.3,
        night_heart_rate: 0.2,
        respiratory_rate: 0.15,
        skin_temperature: 0.1,
        sleep7: 0.15,
      },
    },
    agreement: { weight: 0.2 },
    margin: { weight: 0.15 },
    penalties: { device_switch: 0.7, baseline_low: 0.85, night_missing: 0.6 },
    deviceSwitchNights: 14,
    bands: { high: 75, medium: 50 },
  },

  citations: {
    lnrmssd: ['plews2014', 'buchheit2014'],
    night_heart_rate: ['alavi2022'],
    respiratory_rate: ['natarajan2020', 'miller2020'],
    skin_temperature: ['smarr2020'],
    h7: ['plews2014', 'kiviniemi2007', 'vesterinen2016'],
    sleep7: [],
  },
} as const;
