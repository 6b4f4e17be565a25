import { dayNumber } from '../autonomic/calendar.ts';
import {
  decideHypothesis,
  evolveHypothesis,
  type HypothesisCommand,
  type HypothesisEvent,
  type HypothesisState,
} from '../hypothesis.ts';
import { ownAutocorrelation } from '../interventions/regression-to-mean.ts';
import { finite } from '../statistics/finite.ts';
import { contextEffect, type TaggedNight } from './context-effect.ts';
import { type Judged, judgeTogether } from './judge.ts';

export interface ContextNight {
  readonly date: string;
  readonly eventId: string;
  /**
   * lnRMSSD minus the person's reference median of the night, ln ms. The reference begins anew with another device, so
   * that a switch makes no effect. Null: not known.
   */
  readonly deviation: number | null;
  readonly contexts: readonly string[];
}

/** What a person's nights say about one context. */
export interface Wondering {
  readonly context: string;
  readonly tagged: readonly ContextNight[];
  /** Null while there are too few nights for a test. */
  readonly judged: Judged | null;
  /** Date of the newest night of all. */
  readonly on: string;
}

/** Every context the person told of, in the order of its name, all judged together. Oldest night first. */
export function wonder(nights: readonly ContextNight[]): Wondering[] {
  const known: TaggedNight[] = nights.flatMap(({ date, deviation, contexts }) =>
    finite(deviation) === null ? [] : [{ day: dayNumber(date), value: deviation!, contexts }],
  );
  const contexts = [...new Set(nights.flatMap((night) => night.contexts))].sort();
  if (contexts.length === 0) return [];
  const phi = ownAutocorrelation(byDay(known));
  const effects = contexts.flatMap((context) => {
    const effect = contextEffect(known, context, phi);
    return effect === null ? [] : [{ context, effect }];
  });
  const judged = judgeTogether(effects.map(({ effect }) => effect));
  const byContext = new Map(effects.map(({ context }, index) => [context, judged[index]!]));
  return contexts.map((context) => ({
    context,
    tagged: nights.filter((night) => night.contexts.includes(context)),
    judged: byContext.get(context) ?? null,
    on: nights.at(-1)!.date,
  }));
}

/** Forms, tests and retires the hypothesis about one context, as far as that is called for. */
export function pursue(
  wondering: Wondering,
  about: { readonly hypothesisId: string; readonly userId: string },
  state: HypothesisState,
): HypothesisEvent[] {
  const { context, tagged, judged, on } = wondering;
  const sourceEventIds = tagged.map(({ eventId }) => eventId);
  const commands: HypothesisCommand[] = [
    {
      type: 'form',
      data: {
        ...about,
        context,
        metric: 'lnrmssd',
        formedOn: on,
        taggedNights: tagged.length,
        sourceEventIds,
      },
    },
    ...(judged === null ? [] : [{ type: 'test', on, judged } as const]),
    { type: 'pass', on, lastTagged: tagged.at(-1)!.date },
  ];
  const events: HypothesisEvent[] = [];
  let now = state;
  for (const command of commands) {
    const decided = decideHypothesis(command, now);
    events.push(...decided);
    now = decided.reduce(evolveHypothesis, now);
  }
  return events;
}

/** Values of consecutive days, null where nothing is known of one. */
function byDay(nights: readonly TaggedNight[]): (number | null)[] {
  const values = new Map(nights.map(({ day, value }) => [day, value]));
  const [first, last] = [nights[0]?.day ?? 0, nights.at(-1)?.day ?? -1];
  return Array.from({ length: last - first + 1 }, (_, index) => values.get(first + index) ?? null);
}
