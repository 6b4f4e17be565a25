import type { MemoryKind } from '../../domain/memory.ts';
import type { ColdEntry, ColdRecord } from './cold-memory.ts';

/** What stands beside a vector. Older servers keep no lists, so the ids are one JSON text. */
export type RecordMetadata = {
  readonly user_id: string;
  readonly memory_id: string;
  readonly kind: string;
  readonly occurred_at: string;
  readonly source_event_ids: string;
};

export const metadataOf = (entry: ColdEntry): RecordMetadata => ({
  user_id: entry.userId,
  memory_id: entry.memoryId,
  kind: entry.kind,
  occurred_at: entry.occurredAt,
  source_event_ids: JSON.stringify(entry.sourceEventIds),
});

export const recordOf = (row: {
  readonly metadata?: RecordMetadata | null | undefined;
  readonly document?: string | null | undefined;
}): ColdRecord => {
  const metadata = row.metadata!;
  return {
    userId: metadata.user_id,
    memoryId: metadata.memory_id,
    kind: metadata.kind as MemoryKind,
    text: row.document ?? '',
    occurredAt: metadata.occurred_at,
    sourceEventIds: JSON.parse(metadata.source_event_ids) as string[],
  };
};
