import type { MemoryKind } from '../domain/memory.ts';

export type Tier = 'hot' | 'warm' | 'cold';

export interface RecallRequest {
  readonly userId: string;
  readonly query: string;
  /** Most memories to answer. */
  readonly limit: number;
}

export interface RecalledMemory {
  readonly memoryId: string;
  readonly kind: MemoryKind;
  readonly text: string;
  /** UTC instant or local date the memory is about. */
  readonly occurredAt: string;
  readonly sourceEventIds: readonly string[];
  /** Higher is closer; comparable within one answer only. */
  readonly score: number;
  readonly tier: Tier;
}

export interface Recollection {
  /** Best first. */
  readonly memories: readonly RecalledMemory[];
  /** A tier did not answer in time or at all. */
  readonly partial: boolean;
}

/** What the agent asks of the memory, whatever tiers stand behind it. Memories of other people are never answered. */
export interface Recall {
  recall(request: RecallRequest, signal: AbortSignal): Promise<Recollection>;
}
