import { modeInput } from '../domain/modes/mode-input.ts';
import type { NightDecision } from '../domain/nights.ts';
import { pressingFlags, standingNotices } from '../domain/safety-notice.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { createLanes } from './lanes.ts';
import { causedBy } from './process-command.ts';
import { safetyOf } from './safety-notices.ts';
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
        const safetyFlags = pressingFlags(standingNotices(safety, at));
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
