import { modeInput } from '../domain/modes/mode-input.ts';
import type { NightDecision } from '../domain/nights.ts';
import {
  evolveSafety,
  initialSafety,
  type SafetyEvent,
  type SafetyState,
  safetyStream,
  standingNotices,
} from '../domain/safety-notice.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { createLanes } from './lanes.ts';
import { causedBy } from './process-command.ts';
import { switchMode } from './switch-mode.ts';

export interface FollowModeContext {
  readonly store: EventStore;
  readonly newestNight: (userId: string) => Promise<NightDecision | null>;
  /** Whether an open question of the person can be answered now. */
  readonly hypothesisReady: (userId: string) => Promise<boolean>;
  /** Resolves when `newestNight` holds everything up to the position. */
  readonly waitForNights: (position: Position) => Promise<void>;
}

const WIDTH = 8;

/** Chooses the mode again when a night is decided or a red flag comes or goes; a conversation chooses it itself. */
export const createFollowMode = (context: FollowModeContext): ProcessManager => ({
  kind: 'process',
  name: 'follow_mode',
  version: 1,
  partitions: 1,
  handles: ['NightAssessed', 'NightReassessed', 'NightWithdrawn', 'SafetyFlagRaised', 'SafetyFlagCleared'],
  react: async (events) => {
    await context.waitForNights(events.at(-1)!.position);
    const newest = new Map<string, Recorded>();
    for (const event of events) newest.set((event.data as { userId: string }).userId, event);
    const lanes = createLanes(WIDTH);
    for (const [userId, cause] of newest)
      lanes.run(userId, async () => {
        const at = cause.recordedAt;
        const [night, safety, hypothesisReady] = await Promise.all([
          context.newestNight(userId),
          safetyOf(context.store, userId),
          context.hypothesisReady(userId),
        ]);
        const safetyFlags = pressingFlags(safety, at);
        await switchMode(context.store, {
          userId,
          input: modeInput({ night, message: null, safetyFlags, hypothesisReady, at }),
          at,
          causeEventId: cause.id,
          command: causedBy(cause, 'follow_mode', userId),
        });
      });
    await lanes.settled();
  },
});

/** The red flags of a person, from the log itself. */
export const safetyOf = async (store: EventStore, userId: string): Promise<SafetyState> =>
  ((await store.readStream(safetyStream(userId))) as unknown as readonly SafetyEvent[]).reduce(
    evolveSafety,
    initialSafety,
  );

/** Those that ask for watching: what holds for good, or only says that beats cannot be read, does not. */
export const pressingFlags = (safety: SafetyState, at: string): string[] =>
  standingNotices(safety, at)
    .filter(({ level }) => level !== 'general_only' && level !== 'data_quality')
    .map(({ flag }) => flag);
