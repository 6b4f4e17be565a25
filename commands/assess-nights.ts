import { assessNights } from '../domain/autonomic/assess.ts';
import type { NightInput } from '../domain/autonomic/night.ts';
import { coreRuleset } from '../domain/autonomic/ruleset.ts';
import type { CheckInEvent } from '../domain/check-in.ts';
import type { DocumentEvent } from '../domain/document.ts';
import { assess, foldNights, type NightsEvent, nightsStream } from '../domain/nights.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { execute } from './execute.ts';
import { createLanes } from './lanes.ts';

export interface AssessContext {
  readonly store: EventStore;
  readonly ruleset: string;
  readonly nightInputs: (userId: string) => Promise<readonly NightInput[]>;
  /** Resolves when `nightInputs` holds everything up to the position. */
  readonly waitForInputs: (position: Position) => Promise<void>;
}

const WIDTH = 8;

/** Another rule set is another processor: it begins at the start of the log and assesses the whole history. */
const nameFor = (ruleset: string): string =>
  ruleset === coreRuleset.id ? 'assess' : `assess_${ruleset.slice(ruleset.indexOf('/') + 1)}`;

/** Decides a person's nights again when what is known of them changed. */
export const createAssessNights = ({
  store,
  ruleset,
  nightInputs,
  waitForInputs,
}: AssessContext): ProcessManager => ({
  kind: 'process',
  name: nameFor(ruleset),
  version: 1,
  partitions: 4,
  handles: ['ReadingsRecorded', 'ReadingsRevised', 'ReadingsRetracted', 'CheckedIn', 'ContextTagged'],
  react: async (events) => {
    await waitForInputs(events.at(-1)!.position);
    const newest = new Map<string, Recorded>();
    for (const event of events)
      newest.set((event.data as (DocumentEvent | CheckInEvent)['data']).userId, event);
    const lanes = createLanes(WIDTH);
    for (const [userId, cause] of newest)
      lanes.run(userId, async () => {
        const nights = assessNights(await nightInputs(userId), ruleset);
        await execute({
          store,
          stream: nightsStream(userId),
          fold: (past: readonly (NightsEvent & { id: string })[]) => foldNights(past, ruleset),
          decide: (state) => assess({ userId, ruleset, nights }, state),
          command: {
            id: `assess:${ruleset}:${userId}`,
            correlationId: cause.metadata.correlationId,
            causationId: cause.id,
            actor: 'process:assess',
            subject: userId,
          },
        });
      });
    await lanes.settled();
  },
});
