import { CodedError } from '../domain/errors.ts';
import type { AppendResult } from '../eventstore/event-log.ts';
import type { Command, DomainEvent, EventStore, Recorded } from '../eventstore/event-store.ts';

const ATTEMPTS = 8;

export interface Execution<State, Event extends DomainEvent> {
  readonly store: EventStore;
  readonly stream: string;
  /** `from`: what `remembered` gave, and `past` only what came after it. */
  readonly fold: (
    past: readonly (Event & { readonly id: string; readonly version: number })[],
    from?: State,
  ) => State;
  readonly decide: (state: State) => readonly Event[];
  readonly command: Command;
  /** States by stream, to read only what came after them. */
  readonly remembered?: Remembered<State>;
}

export interface Remembered<State> {
  get(stream: string): { readonly version: number; readonly state: State } | undefined;
  set(stream: string, known: { readonly version: number; readonly state: State }): void;
}

/** For aggregates that are written as an initial state and an `evolve`. */
export const foldWith =
  <State, Event>(evolve: (state: State, event: Event) => State, initialState: State) =>
  (past: readonly Event[]): State =>
    past.reduce(evolve, initialState);

/**
 * Load, decide, append at the version that was loaded; when someone else was faster, once more. Answers what
 * was appended, or undefined when there was nothing to say. Event ids come from the command's id and the
 * version it was decided at: running a command again either finds its own events in the past or decides anew.
 */
export const execute = async <State, Event extends DomainEvent>(
  execution: Execution<State, Event>,
): Promise<AppendResult | undefined> => {
  const { store, stream, fold, decide, command, remembered } = execution;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const known = remembered?.get(stream);
    const past = (await store.readStream(stream, known?.version)) as readonly (Recorded & Event)[];
    const state = fold(past, known?.state);
    const version = past.at(-1)?.version ?? known?.version ?? 0;
    remembered?.set(stream, { version, state });
    const events = decide(state);
    if (events.length === 0) return undefined;
    const result = await store.append(stream, version, events, {
      ...command,
      id: `${command.id}@${version}`,
    });
    if (result.status !== 'conflict') return result;
  }
  throw new CodedError('contended', 503, `too many writers on one stream`, { retryAfterS: 1 });
};
