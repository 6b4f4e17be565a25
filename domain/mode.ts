import { type CognitiveMode, chooseMode, type ModeInput } from './modes/choose-mode.ts';

// The mode in which NEUROS meets a person. Stream `mode-{userId}`.

/** Milliseconds a mode is kept at least, so that it does not flicker; safety does not wait. As in the original. */
const cooldownMs = 300_000;

export interface ModeSwitched {
  readonly type: 'ModeSwitched';
  readonly data: {
    readonly userId: string;
    readonly from: CognitiveMode;
    readonly to: CognitiveMode;
    readonly reason: string;
    /** UTC instant. */
    readonly at: string;
    /** Event the choice was made from: a decision about a night, a message. */
    readonly causeEventId: string | null;
  };
}
export type ModeEvent = ModeSwitched;

export const modeStream = (userId: string): string => `mode-${userId}`;

export interface ModeState {
  readonly mode: CognitiveMode;
  readonly since: string | null;
}
export const initialMode: ModeState = { mode: 'baseline', since: null };

export const evolveMode = (_state: ModeState, { data }: ModeEvent): ModeState => ({
  mode: data.to,
  since: data.at,
});

export interface ModeCommand {
  readonly userId: string;
  readonly input: ModeInput;
  readonly at: string;
  readonly causeEventId: string | null;
}

/** Switches where another mode fits now and the cooldown is over, at once where safety asks for it. */
export const decideMode = (
  { userId, input, at, causeEventId }: ModeCommand,
  state: ModeState,
): ModeEvent[] => {
  const { mode, reason, urgent } = chooseMode(input);
  if (mode === state.mode) return [];
  const waits = state.since !== null && Date.parse(at) - Date.parse(state.since) < cooldownMs;
  if (waits && !urgent) return [];
  return [{ type: 'ModeSwitched', data: { userId, from: state.mode, to: mode, reason, at, causeEventId } }];
};
