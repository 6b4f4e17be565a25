import type { NightDecision } from '../nights.ts';
import { freshDays, isFresh } from '../safety/fresh.ts';
import type { ModeInput } from './choose-mode.ts';
import { saysFeelingOff, soundsAnxious } from './heard.ts';

export interface ModeFacts {
  /** The newest decision; null where there is none. */
  readonly night: NightDecision | null;
  /** What the person says just now; null outside a conversation. */
  readonly message: string | null;
  readonly safetyFlags: readonly string[];
  readonly hypothesisReady: boolean;
  /** UTC instant. */
  readonly at: string;
}

/** What a mode is chosen from. A night of more than two days ago says nothing about now. */
export const modeInput = ({ night, message, safetyFlags, hypothesisReady, at }: ModeFacts): ModeInput => {
  const fresh = night !== null && isFresh(night.date, at, freshDays) ? night : null;
  const { lnrmssd = null, ref_median = null, z_nremhr = null } = fresh?.features ?? {};
  return {
    state: fresh?.state ?? 'insufficient_data',
    rmssdMs: lnrmssd === null ? null : Math.exp(lnrmssd),
    usualRmssdMs: ref_median === null ? null : Math.exp(ref_median),
    zNightHeartRate: z_nremhr,
    safetyFlags,
    saysFeelingOff: message !== null && saysFeelingOff(message),
    soundsAnxious: message !== null && soundsAnxious(message),
    hypothesisReady,
  };
};
