import fc from 'fast-check';
import { execute, foldWith } from '../../commands/execute.ts';
import type { ContextEffect } from '../../domain/hypotheses/context-effect.ts';
import type { HypothesisVerdict } from '../../domain/hypotheses/judge.ts';
import {
  decideHypothesis,
  evolveHypothesis,
  type HypothesisCommand,
  type HypothesisEvent,
  type HypothesisState,
  hypothesisStream,
  initialHypothesis,
} from '../../domain/hypothesis.ts';
import type { Command, EventStore } from '../../eventstore/event-store.ts';

const effect = (taggedNights: number): ContextEffect => ({
  delta: -0.1,
  changePercent: -9.5,
  interval95: { low: -0.2, high: 0.01 },
  p: 0.06,
  taggedNights,
  plainNights: 30,
  effectiveTagged: 5,
  effectivePlain: 20,
  sharedNights: 0,
  smallestWorthwhileChange: 0.05,
});

export interface Wondered {
  readonly type: HypothesisCommand['type'];
  readonly day: string;
  readonly nights: number;
  readonly verdict: HypothesisVerdict;
}

export const wondered: fc.Arbitrary<Wondered> = fc.record({
  type: fc.constantFrom('form' as const, 'test' as const, 'pass' as const, 'retire' as const),
  day: fc.constantFrom('2026-01-05', '2026-01-20', '2026-12-01'),
  nights: fc.integer({ min: 2, max: 45 }),
  verdict: fc.constantFrom('supported' as const, 'no_effect' as const, 'open' as const),
});

const commandOf = (
  about: { readonly hypothesisId: string; readonly userId: string },
  { type, day: on, nights: taggedNights, verdict }: Wondered,
): HypothesisCommand => {
  switch (type) {
    case 'form':
      return {
        type,
        data: {
          ...about,
          context: 'alcohol',
          metric: 'lnrmssd',
          formedOn: on,
          taggedNights,
          sourceEventIds: [],
        },
      };
    case 'test':
      return { type, on, judged: { effect: effect(taggedNights), q: 0.1, verdict } };
    case 'pass':
      return { type, on, lastTagged: '2026-01-05' };
    case 'retire':
      return { type, on };
  }
};

export const liveHypothesis = async (
  store: EventStore,
  userId: string,
  happened: Wondered,
  command: Command,
): Promise<void> => {
  const hypothesisId = `${userId}-alcohol`;
  await execute<HypothesisState, HypothesisEvent>({
    store,
    stream: hypothesisStream(hypothesisId),
    fold: foldWith(evolveHypothesis, initialHypothesis),
    decide: (state) => decideHypothesis(commandOf({ hypothesisId, userId }, happened), state),
    command,
  });
};
