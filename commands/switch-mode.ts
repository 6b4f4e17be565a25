import {
  decideMode,
  evolveMode,
  initialMode,
  type ModeEvent,
  type ModeState,
  modeStream,
} from '../domain/mode.ts';
import type { CognitiveMode, ModeInput } from '../domain/modes/choose-mode.ts';
import type { Command, EventStore } from '../eventstore/event-store.ts';
import { execute, foldWith } from './execute.ts';

export interface ModeSwitch {
  readonly userId: string;
  readonly input: ModeInput;
  /** UTC instant. */
  readonly at: string;
  readonly causeEventId: string | null;
  readonly command: Command;
}

/** Switches the mode of a person where another one fits; answers the one that holds afterwards. Throws as the log does. */
export const switchMode = async (
  store: EventStore,
  { command, ...wanted }: ModeSwitch,
): Promise<CognitiveMode> => {
  let mode: CognitiveMode = initialMode.mode;
  await execute<ModeState, ModeEvent>({
    store,
    stream: modeStream(wanted.userId),
    fold: foldWith(evolveMode, initialMode),
    decide: (state) => {
      const events = decideMode(wanted, state);
      mode = events.reduce(evolveMode, state).mode;
      return events;
    },
    command,
  });
  return mode;
};
