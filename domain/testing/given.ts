import { expect } from 'vitest';

/** given(past).when(decision).thenEvents(events): how a decider is tested. */
export const specification =
  <State, Event extends { readonly type: string }>(
    initialState: State,
    evolve: (state: State, event: Event) => State,
  ) =>
  (past: readonly Event[] = []) => ({
    when: (decide: (state: State) => readonly Event[]) => {
      const decided = decide(past.reduce(evolve, initialState));
      return {
        events: decided,
        thenEvents: (expected: readonly unknown[]) => expect(decided).toMatchObject(expected as object[]),
        thenTypes: (...types: readonly string[]) => expect(decided.map((event) => event.type)).toEqual(types),
        thenNothing: () => expect(decided).toEqual([]),
      };
    },
  });
