import type { State } from '../autonomic/state.ts';

/** How NEUROS meets a person: the five modes of the original specification. */
export const cognitiveModes = ['baseline', 'reflex', 'hypothesis', 'companion', 'sentinel'] as const;
export type CognitiveMode = (typeof cognitiveModes)[number];

/** Thresholds of the original: a fall of RMSSD by more than 25 ms or 30 % of the usual. */
const largeDropMs = 25;
const largeDropPercent = 30;
const heartRateUp = 1;

/** What a mode is chosen from; null or false where nothing is known. */
export interface ModeInput {
  readonly state: State;
  /** RMSSD of the newest night and the person's usual one, ms; null without a night in the last 48 h. */
  readonly rmssdMs: number | null;
  readonly usualRmssdMs: number | null;
  readonly zNightHeartRate: number | null;
  /** Any red flag, of text or of readings. */
  readonly safetyFlags: readonly string[];
  readonly saysFeelingOff: boolean;
  readonly soundsAnxious: boolean;
  /** A hypothesis could be tested for the first time, or its verdict changed, in the last days. */
  readonly hypothesisReady: boolean;
}

export interface ModeChoice {
  readonly mode: CognitiveMode;
  readonly reason: string;
  /** Whether it has to do with safety: no cooldown holds it back. */
  readonly urgent: boolean;
}

/** The mode that fits: safety, a sudden fall, a lasting pattern, what the person says, an open question, else baseline. */
export function chooseMode(input: ModeInput): ModeChoice {
  const { state, safetyFlags, zNightHeartRate } = input;
  if (safetyFlags.length > 0) {
    return { mode: 'sentinel', reason: `safety:${[...safetyFlags].sort().join(',')}`, urgent: true };
  }
  const drop = largeDrop(input);
  if (drop !== null) return { mode: 'reflex', reason: drop, urgent: false };
  if (state === 'illness_suspected' || state === 'overreached') {
    return { mode: 'sentinel', reason: `state:${state}`, urgent: false };
  }
  if (input.soundsAnxious && zNightHeartRate !== null && zNightHeartRate >= heartRateUp) {
    return { mode: 'sentinel', reason: `anxious&z_hr>=${heartRateUp}`, urgent: false };
  }
  if (input.saysFeelingOff || input.soundsAnxious) {
    return { mode: 'companion', reason: input.saysFeelingOff ? 'feels_off' : 'anxious', urgent: false };
  }
  if (input.hypothesisReady) return { mode: 'hypothesis', reason: 'hypothesis_ready', urgent: false };
  return { mode: 'baseline', reason: 'usual', urgent: false };
}

function largeDrop({ rmssdMs, usualRmssdMs }: ModeInput): string | null {
  if (rmssdMs === null || usualRmssdMs === null || usualRmssdMs <= 0) return null;
  const drop = usualRmssdMs - rmssdMs;
  if (drop > largeDropMs) return `hrv_drop>${largeDropMs}ms`;
  return (100 * drop) / usualRmssdMs > largeDropPercent ? `hrv_drop>${largeDropPercent}%` : null;
}
