import { v5 as uuidv5 } from 'uuid';
import { type ContextNight, pursue, wonder } from '../domain/hypotheses/wonder.ts';
import {
  evolveHypothesis,
  type HypothesisEvent,
  type HypothesisState,
  hypothesisStream,
  initialHypothesis,
} from '../domain/hypothesis.ts';
import type { NightDecision } from '../domain/nights.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { execute, foldWith } from './execute.ts';
import { createLanes } from './lanes.ts';

/** Any UUID: names the space of hypothesis ids. */
const HYPOTHESIS_IDS = '3f6f2f0c-5a0e-4f0b-8a53-0d9a3d1c9b77';

export const hypothesisIdOf = (userId: string, context: string): string =>
  uuidv5(JSON.stringify([userId, context, 'lnrmssd']), HYPOTHESIS_IDS);

export interface WonderContext {
  readonly store: EventStore;
  /** Decisions of other rule sets are for comparison alone. */
  readonly ruleset: string;
  /** Which of these people have told of a context at all. */
  readonly peopleWithContexts: (userIds: readonly string[]) => Promise<readonly string[]>;
  /** The person's standing nights, oldest first. */
  readonly contextNights: (userId: string) => Promise<readonly ContextNight[]>;
  /** Resolves when the two above hold everything up to the position. */
  readonly waitForNights: (position: Position) => Promise<void>;
}

const WIDTH = 4;

/** Forms, tests and retires hypotheses about what the person told of evenings and nights, whenever nights change. */
export const createWonderAboutContexts = (context: WonderContext): ProcessManager => ({
  kind: 'process',
  name: 'wonder',
  version: 1,
  partitions: 4,
  handles: ['NightAssessed', 'NightReassessed'],
  react: async (events) => {
    const newest = new Map<string, Recorded>();
    for (const event of events) {
      const { userId, ruleset } = event.data as NightDecision;
      if (ruleset === context.ruleset) newest.set(userId, event);
    }
    if (newest.size === 0) return;
    await context.waitForNights(events.at(-1)!.position);
    const lanes = createLanes(WIDTH);
    for (const userId of await context.peopleWithContexts([...newest.keys()]))
      lanes.run(userId, () => wonderAbout(context, userId, newest.get(userId)!));
    await lanes.settled();
  },
});

const wonderAbout = async (
  { store, contextNights }: WonderContext,
  userId: string,
  cause: Recorded,
): Promise<void> => {
  for (const wondering of wonder(await contextNights(userId))) {
    const hypothesisId = hypothesisIdOf(userId, wondering.context);
    await execute<HypothesisState, HypothesisEvent>({
      store,
      stream: hypothesisStream(hypothesisId),
      fold: foldWith(evolveHypothesis, initialHypothesis),
      decide: (state) => pursue(wondering, { hypothesisId, userId }, state),
      command: {
        id: `wonder:${hypothesisId}`,
        correlationId: cause.metadata.correlationId,
        causationId: cause.id,
        actor: 'process:wonder',
        subject: userId,
      },
    });
  }
};
