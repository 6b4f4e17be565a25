import type { Command, Recorded } from '../eventstore/event-store.ts';

/** What a process manager tells about a command that an event caused. */
export const causedBy = (cause: Recorded, process: string, subject: string): Command => ({
  id: `${process}:${cause.id}:${subject}`,
  correlationId: cause.metadata.correlationId,
  causationId: cause.id,
  actor: `process:${process}`,
  subject,
});
