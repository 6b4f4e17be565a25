import { finding, type SafetyFinding } from './finding.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

export interface OxygenSpot {
  /** UTC instant. */
  readonly at: string;
  readonly percent: number;
  readonly awake: boolean;
  readonly atRest: boolean;
}

export interface OxygenInput {
  readonly now: string;
  readonly spots: readonly OxygenSpot[];
  /** Metres; null where unknown. */
  readonly altitudeM: number | null;
  readonly hasClinicianTarget: boolean;
  /** Mean of each of the last nights, percent, newest last. */
  readonly nightMeans: readonly number[];
  readonly usualNightMean: number | null;
  readonly symptoms: boolean;
}

/**
 * SF3, oxygen saturation. Awake at rest, twice at least 5 min apart within a day: 92 or below, 93 to 94 (NHS pathway,
 * verified). Nights: mean below 90 twice, or 4 points below usual with symptoms. The fixed limits do not hold above
 * 1500 m or with a target set by a clinician. Wrist values are less accurate on dark skin, in the cold and in motion.
 */
export function oxygenFlags(input: OxygenInput): SafetyFinding[] {
  const found: SafetyFinding[] = [];
  const absolute = !input.hasClinicianTarget && (input.altitudeM ?? 0) <= 1500;
  if (absolute && repeatedly(input, 92))
    found.push(finding('SF3', 'emergency', 'spot<=92,twice', ['score', 'training']));
  else if (absolute && repeatedly(input, 94))
    found.push(finding('SF3', 'same_day', 'spot<=94,twice', ['training']));
  const low = input.nightMeans.filter((percent) => percent < 90).length;
  if (absolute && low >= 2) found.push(finding('SF3', 'clinician', 'night_mean<90,2_nights'));
  const newest = input.nightMeans.at(-1) ?? null;
  const dropped = newest !== null && input.usualNightMean !== null && input.usualNightMean - newest >= 4;
  if (dropped && input.symptoms) found.push(finding('SF3', 'clinician', 'night_drop>=4&symptoms'));
  return found;
}

function repeatedly({ spots, now }: OxygenInput, limit: number): boolean {
  const times = spots
    .filter(({ awake, atRest, percent }) => awake && atRest && percent <= limit && percent >= 50)
    .map(({ at }) => Date.parse(at))
    .filter((at) => at <= Date.parse(now) && Date.parse(now) - at <= day);
  return times.length >= 2 && Math.max(...times) - Math.min(...times) >= 5 * minute;
}

export interface HeartRateInput {
  /** Awake and at rest, 1/min; null where there is none. */
  readonly resting: number | null;
  /** Hours that resting heart rate has been 100 or above. */
  readonly hoursAbove100: number;
  readonly symptoms: boolean;
  readonly dizzyOrFaint: boolean;
  readonly athlete: boolean;
  readonly usualResting: number | null;
  /** Mean of each of the last nights, newest last; null where unknown. */
  readonly nights: readonly (number | null)[];
  readonly usualNight: number | null;
  /** Alcohol, illness, late exercise, altitude, a new medicine: something the person told. */
  readonly explained: boolean;
}

/** SF4, heart rate. Bands after NEWS2 (unverified): 130 and above, 111 with symptoms, 40 and below with dizziness. */
export function heartRateFlags(input: HeartRateInput): SafetyFinding[] {
  const found: SafetyFinding[] = [];
  const { resting, usualResting, usualNight } = input;
  const urgent = (rule: string) => found.push(finding('SF4', 'urgent', rule, ['score', 'training']));
  const clinician = (rule: string) => found.push(finding('SF4', 'clinician', rule, ['hard_training']));
  if (resting !== null && resting >= 130) urgent('resting>=130');
  else if (resting !== null && resting >= 111 && input.symptoms) urgent('resting>=111&symptoms');
  if (resting !== null && resting <= 40 && input.dizzyOrFaint) urgent('resting<=40&dizzy');
  if (resting !== null && resting >= 100 && input.hoursAbove100 >= 24) clinician('resting>=100,24h');
  const high = input.nights.filter((rate) => rate !== null && usualNight !== null && rate >= usualNight + 15);
  if (high.length >= 3 && !input.explained) clinician('night>=usual+15,3_nights');
  const fell = resting !== null && usualResting !== null && usualResting - resting >= 15;
  if (fell && !input.athlete) clinician('resting<=usual-15');
  return found;
}

export interface BreathingInput {
  /** Awake and at rest, 1/min. */
  readonly resting: number | null;
  /** The last nights against the person's reference, newest last. */
  readonly nights: readonly { readonly z: number | null; readonly delta: number | null }[];
}

/** SF5, breathing. 25 and above, 21 to 24 (NEWS2, unverified; student guide, verified); nights z and delta 4, twice. */
export function breathingFlags({ resting, nights }: BreathingInput): SafetyFinding[] {
  const found: SafetyFinding[] = [];
  if (resting !== null && resting >= 25)
    found.push(finding('SF5', 'urgent', 'resting>=25', ['score', 'training']));
  else if (resting !== null && resting >= 21)
    found.push(finding('SF5', 'same_day', 'resting>=21', ['training']));
  const [before, last] = nights.slice(-2);
  const high = (night: BreathingInput['nights'][number] | undefined) =>
    night !== undefined && (night.z ?? 0) >= 4 && (night.delta ?? 0) >= 4;
  if (high(before) && high(last))
    found.push(finding('SF5', 'same_day', 'night_z>=4&delta>=4,2_nights', ['training']));
  return found;
}

export interface TemperatureInput {
  /** Measured with a thermometer, degrees Celsius. Skin temperature proves nothing and is not taken. */
  readonly measuredCel: number | null;
  readonly stiffNeckRashOrConfusion: boolean;
}

/** SF6, measured temperature: 40, or 38 with a stiff neck, a rash or confusion; 39. Design heuristic. */
export function temperatureFlags({
  measuredCel,
  stiffNeckRashOrConfusion,
}: TemperatureInput): SafetyFinding[] {
  if (measuredCel === null) return [];
  if (measuredCel >= 40) return [finding('SF6', 'urgent', 'measured>=40', ['score', 'training'])];
  if (measuredCel >= 38 && stiffNeckRashOrConfusion) {
    return [finding('SF6', 'urgent', 'measured>=38&signs', ['score', 'training'])];
  }
  return measuredCel >= 39 ? [finding('SF6', 'same_day', 'measured>=39', ['training'])] : [];
}

export interface RhythmInput {
  /** The device's own notification, word for word; null where there is none. */
  readonly deviceNotification: string | null;
  /** 5-minute windows of the night: RMSSD / mean interval, and shares (0 to 1) of beats. */
  readonly windows: readonly {
    readonly cvsd: number;
    readonly artefactShare: number;
    readonly ectopicShare: number;
  }[];
}

/**
 * SF7, rhythm. A notification of the device is passed on word for word; the own check is one of data quality alone (CVSD
 * above 0.115 with more than 10 % artefacts, or more than 5 % ectopic beats, in 3 windows; Dash 2009, unverified) and
 * names no rhythm.
 */
export function rhythmFlags({ deviceNotification, windows }: RhythmInput): SafetyFinding[] {
  const found: SafetyFinding[] = [];
  if (deviceNotification !== null) {
    found.push(finding('SF7', 'clinician', 'device_notification', ['hard_training'], deviceNotification));
  }
  const odd = windows.filter(
    ({ cvsd, artefactShare, ectopicShare }) => (cvsd > 0.115 && artefactShare > 0.1) || ectopicShare > 0.05,
  );
  if (odd.length >= 3) found.push(finding('SF7', 'data_quality', 'windows>=3'));
  return found;
}
