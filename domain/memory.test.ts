import { describe, it } from 'vitest';
import { decideMemory, evolveMemory, initialMemory, type MemoryCommand } from './memory.ts';
import { specification } from './testing/given.ts';

const memory = {
  memoryId: 'm',
  userId: 'ada',
  kind: 'night',
  text: 'slept well',
  occurredAt: '2026-01-02',
  sourceEventIds: ['e'],
} as const;
const given = specification(initialMemory, evolveMemory);
const when = (command: MemoryCommand) => (state: typeof initialMemory) => decideMemory(command, state);
const forget: MemoryCommand = { type: 'forget', memoryId: 'm', userId: 'ada', reason: 'withdrawn' };

describe('a memory', () => {
  const formed = { type: 'MemoryFormed', data: memory } as const;
  it('forms once, and is superseded when it is known better', () => {
    given()
      .when(when({ type: 'remember', memory }))
      .thenEvents([formed]);
    given([formed])
      .when(when({ type: 'remember', memory }))
      .thenNothing();
    given([formed])
      .when(when({ type: 'remember', memory: { ...memory, text: 'slept badly' } }))
      .thenTypes('MemorySuperseded');
  });
  it('is forgotten once, and may form again', () => {
    given([formed]).when(when(forget)).thenTypes('MemoryForgotten');
    given().when(when(forget)).thenNothing();
    const forgotten = {
      type: 'MemoryForgotten',
      data: { memoryId: 'm', userId: 'ada', reason: 'withdrawn' },
    } as const;
    given([formed, forgotten]).when(when(forget)).thenNothing();
    given([formed, forgotten])
      .when(when({ type: 'remember', memory }))
      .thenTypes('MemoryFormed');
  });
});
