import { randomUUID } from 'node:crypto';
import { type MemoryEvent, memoryStream } from '../../../domain/memory.ts';
import type { EventStore } from '../../../eventstore/event-store.ts';
import { memoryId } from './memories.ts';

/** Appends one memory event of a person; `occurredAt` is now unless given. */
export const appendMemory = async (
  store: EventStore,
  userId: string,
  number: number,
  text: string | null,
  occurredAt = new Date().toISOString(),
): Promise<void> => {
  const id = memoryId(number);
  const event: MemoryEvent =
    text === null
      ? { type: 'MemoryForgotten', data: { memoryId: id, userId, reason: 'test' } }
      : {
          type: 'MemoryFormed',
          data: { memoryId: id, userId, kind: 'message', text, occurredAt, sourceEventIds: ['e'] },
        };
  await store.append(memoryStream(id), 'any', [event], {
    id: randomUUID(),
    correlationId: 'c',
    actor: 'test',
    subject: userId,
  });
};

/** Something the hot tier does not care about. */
export const appendOther = async (store: EventStore): Promise<void> => {
  await store.append('other', 'any', [{ type: 'Other', data: {} }], {
    id: randomUUID(),
    correlationId: 'c',
    actor: 'test',
  });
};
