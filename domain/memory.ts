// One thing worth remembering about a person, in words. Stream `memory-{memoryId}`.

export type MemoryKind = 'night' | 'message' | 'reply' | 'hypothesis';

interface MemoryFacts {
  readonly memoryId: string;
  readonly userId: string;
  readonly kind: MemoryKind;
  readonly text: string;
  /** UTC instant or local date the memory is about. */
  readonly occurredAt: string;
  readonly sourceEventIds: readonly string[];
}
export interface MemoryFormed {
  readonly type: 'MemoryFormed';
  readonly data: MemoryFacts;
}
/** What was remembered is now known better. */
export interface MemorySuperseded {
  readonly type: 'MemorySuperseded';
  readonly data: MemoryFacts;
}
export interface MemoryForgotten {
  readonly type: 'MemoryForgotten';
  readonly data: { readonly memoryId: string; readonly userId: string; readonly reason: string };
}
export type MemoryEvent = MemoryFormed | MemorySuperseded | MemoryForgotten;

export const memoryStream = (memoryId: string): string => `memory-${memoryId}`;

export interface MemoryState {
  readonly text: string | null;
}
export const initialMemory: MemoryState = { text: null };
export const evolveMemory = (_state: MemoryState, event: MemoryEvent): MemoryState =>
  event.type === 'MemoryForgotten' ? { text: null } : { text: event.data.text };

export type MemoryCommand =
  | { readonly type: 'remember'; readonly memory: MemoryFacts }
  | { readonly type: 'forget'; readonly memoryId: string; readonly userId: string; readonly reason: string };

export const decideMemory = (command: MemoryCommand, state: MemoryState): MemoryEvent[] => {
  if (command.type === 'forget') {
    const { type: _, ...data } = command;
    return state.text === null ? [] : [{ type: 'MemoryForgotten', data }];
  }
  if (state.text === command.memory.text) return [];
  return [{ type: state.text === null ? 'MemoryFormed' : 'MemorySuperseded', data: command.memory }];
};
