import type { ReadingFlag } from '../domain/safety/finding.ts';
import {
  evolveSafety,
  initialSafety,
  type SafetyEvent,
  type SafetyState,
  safetyStream,
} from '../domain/safety-notice.ts';
import type { Command, EventStore } from '../eventstore/event-store.ts';
import { execute, foldWith } from './execute.ts';

/** The red flags of a person's readings and reports, from the log itself. Throws as the log does. */
export const safetyOf = async (store: EventStore, userId: string): Promise<SafetyState> =>
  ((await store.readStream(safetyStream(userId))) as unknown as readonly SafetyEvent[]).reduce(
    evolveSafety,
    initialSafety,
  );

/** Records that the texts of these flags stood in a reply. */
export const recordNoticesShown = async (
  store: EventStore,
  shown: {
    readonly userId: string;
    readonly flags: readonly ReadingFlag[];
    readonly at: string;
    readonly command: Command;
  },
): Promise<void> => {
  const { command, ...data } = shown;
  await execute<SafetyState, SafetyEvent>({
    store,
    stream: safetyStream(shown.userId),
    fold: foldWith(evolveSafety, initialSafety),
    // The same command again finds what it recorded.
    decide: (state) =>
      data.flags.every((flag) => state.get(flag)?.shownAt === data.at)
        ? []
        : [{ type: 'SafetyNoticeShown', data }],
    command,
  });
};
