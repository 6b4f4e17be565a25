import type { Features } from './features.ts';
import { coreRuleset } from './ruleset.ts';
import type { Channel } from './series.ts';
import type { ClassifiedState } from './state.ts';

const { agreement: rules } = coreRuleset;

/** The channels a night can be judged by. */
export type JudgedChannel = Channel | 'sleep7';
export const judgedChannels: readonly JudgedChannel[] = [
  'lnrmssd',
  'night_heart_rate',
  'respiratory_rate',
  'skin_temperature',
  'sleep7',
];

/** The channels that speak for or against a state. */
export function ownChannels(state: ClassifiedState): readonly JudgedChannel[] {
  return state === 'illness_suspected'
    ? ['lnrmssd', 'night_heart_rate', 'respiratory_rate', 'skin_temperature']
    : ['lnrmssd', 'night_heart_rate', 'sleep7'];
}

/** z of a channel, for sleep7 its minutes; null where the channel is not valid on the night. */
export function channelScore(channel: JudgedChannel, features: Features): number | null {
  switch (channel) {
    case 'lnrmssd':
      return features.z_hrv;
    case 'night_heart_rate':
      return features.z_nremhr;
    case 'respiratory_rate':
      return features.z_resp;
    case 'skin_temperature':
      return features.z_temp;
    case 'sleep7':
      return features.sleep7_min;
  }
}

/** Whether the channel supports the state; null where it is not valid on the night. */
export function supports(channel: JudgedChannel, state: ClassifiedState, features: Features): boolean | null {
  const score = channelScore(channel, features);
  if (score === null) return null;
  if (channel === 'sleep7' && state === 'balanced') return score >= rules.balancedSleepFromMin;
  const harm = harmOf(channel, score);
  if (state === 'balanced') return Math.abs(harm) < rules.balancedBelow;
  return state === 'primed' ? harm < rules.harmAtLeast : harm >= rules.harmAtLeast;
}

/** How much a channel points to harm, in scaled MADs; sleep counts as -1, 0 or +1. */
function harmOf(channel: JudgedChannel, score: number): number {
  if (channel === 'lnrmssd') return -score;
  if (channel !== 'sleep7') return score;
  if (score < rules.sleepShortBelowMin) return 1;
  return score >= rules.sleepLongFromMin ? -1 : 0;
}
