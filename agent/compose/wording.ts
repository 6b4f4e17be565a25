import type { EvidenceItem } from '../../domain/autonomic/evidence.ts';
import type { ReadNight } from '../ports.ts';

/** Where a number of a reply comes from. `value` and `unit` are as the evidence holds them. */
export interface Source {
  readonly event_ids: readonly string[];
  /** Id of the evidence item within its night; null for what is no item (`confidence`, `nights`). */
  readonly evidence_id: string | null;
  readonly channel: string;
  readonly value: number;
  readonly unit: string;
  /** The night's date, YYYY-MM-DD. */
  readonly date: string;
}

export interface Wording {
  readonly text: string;
  readonly sources: readonly Source[];
  /** Memories that are quoted. */
  readonly memoryIds: readonly string[];
}

/** Sentences and the sources of their numbers. */
export interface Passage {
  readonly sentences: readonly string[];
  readonly sources: readonly Source[];
}

export const passage = (sentences: readonly string[], sources: readonly Source[] = []): Passage => ({
  sentences,
  sources,
});

export const joined = (...passages: readonly Passage[]): Passage => ({
  sentences: passages.flatMap(({ sentences }) => sentences),
  sources: passages.flatMap(({ sources }) => sources),
});

export const itemSource = (night: ReadNight, item: EvidenceItem): Source => ({
  event_ids: [...new Set([night.eventId, ...item.event_ids])],
  evidence_id: item.id,
  channel: item.channel,
  value: item.value,
  unit: item.unit,
  date: night.decision.date,
});

export const nightSource = (night: ReadNight, channel: string, value: number, unit: string): Source => ({
  event_ids: [night.eventId],
  evidence_id: null,
  channel,
  value,
  unit,
  date: night.decision.date,
});
