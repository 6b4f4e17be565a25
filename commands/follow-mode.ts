import { modeInput } from '../domain/modes/mode-input.ts';
import type { NightDecision } from '../domain/nights.ts';
import { pressingFlags, standingNotices } from '../domain/safety-notice.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { createLanes } from './lanes.ts';
import { causedBy } from './process-command.ts';
import { safetyOf } from './safety-notices.ts';
import { switchMode } from './switch-mode.ts';

export interface FollowModeContext {
  readonly store: EventStore;
  readonly newestNight: (userId: string) => Promise<NightDecision | null>;
  /** Whether there is news of a question about the person on that date. */
  readonly hypothesisReady: (userId: string, today: string) => Promise<boolean>;
  /** Resolves when both hold everything up to the position. */
  readonly waitForReadModels: (position: Position) => Promise<void>;
}

const WIDTH = 8;

/** What is looked at of each event; a check-in has the red flags of its note. */
interface Concerning {
  readonly userId: string;
  readonly redFlags?: readonly string[] | null;
}

/**
 * Chooses the mode again when a night is decided, a red flag comes or goes, a question about the person is tested or the
 * person checks in; a conversation chooses it itself.
 */
export const createFollowMode = (context: FollowModeContext): ProcessManager => ({
  kind: 'process',
  name: 'follow_mode',
  version: 1,
  partitions: 1,
  handles: [
    'NightAssessed',
    'NightReassessed',
    'NightWithdrawn',
    'SafetyFlagRaised',
    'SafetyFlagCleared',
    'CheckedIn',
    'HypothesisTested',
  ],
  react: async (events) => {
    await context.waitForReadModels(events.at(-1)!.position);
    const ofUser = Map.groupBy(events, ({ data }) => (data as Concerning).userId);
    const lanes = createLanes(WIDTH);
    for (const [userId, own] of ofUser)
      lanes.run(userId, async () => {
        const cause = own.at(-1)!;
        const at = cause.recordedAt;
        const [night, safety, hypothesisReady] = await Promise.all([
          context.newestNight(userId),
          safetyOf(context.store, userId),
          context.hypothesisReady(userId, at.slice(0, 10)),
        ]);
        const written = own.flatMap(({ data }) => (data as Concerning).redFlags ?? []);
        const safetyFlags = [...new Set([...written, ...pressingFlags(standingNotices(safety, at))])];
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
