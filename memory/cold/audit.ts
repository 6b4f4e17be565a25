import { type Embedder, isZero } from '../embedders/embedder.ts';
import type { ColdMemory, ColdRecord, MemoryKey } from './cold-memory.ts';

export interface ColdAudit {
  /** In the collection. */
  readonly memories: number;
  /** Asked for by their own text. */
  readonly asked: number;
  /** Stored, but not among the first ten of an answer to their own text. */
  readonly lost: readonly MemoryKey[];
}

const FIRST = 10;
/** Memories with the same words push each other out of the first ten: that is no loss. Room for single precision. */
const SAME_TEXT = 1e-4;
const PAGE = 20;
const AT_ONCE = 8;

/**
 * Looks for stored memories that queries do not reach, as approximate indexes lose them after deletes and updates
 * (chroma-core/chroma#7758, #7090): asks for up to `sample` of them, spread over the collection, by their own texts.
 * `shift` from 0 to 1 says which ones, so that audits in turn see different ones. Writes meanwhile can show as losses: ask again before acting on it.
 */
export const auditCold = async (
  cold: ColdMemory,
  embedder: Embedder,
  sample: number,
  signal: AbortSignal,
  shift: number = Math.random(),
): Promise<ColdAudit> => {
  const memories = await cold.count(signal);
  const records = await spread(cold, memories, sample, shift, signal);
  const vectors = await embedder.embed(
    records.map(({ text }) => text),
    signal,
  );
  const asked = records
    .map((record, index) => ({ record, vector: vectors[index]! }))
    .filter(({ vector }) => !isZero(vector));
  const lost: MemoryKey[] = [];
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    await Promise.all(
      asked.slice(from, from + AT_ONCE).map(async ({ record: { userId, memoryId }, vector }) => {
        const hits = await cold.query(userId, vector, FIRST, signal);
        const found = hits.some((hit) => hit.memoryId === memoryId);
        const crowdedOut = hits.length === FIRST && hits[FIRST - 1]!.distance < SAME_TEXT;
        if (!found && !crowdedOut) lost.push({ userId, memoryId });
      }),
    );
  }
  return { memories, asked: asked.length, lost };
};

/** Pages at even distances, the first of them `shift` of the way through what lies between two. */
const spread = async (
  cold: ColdMemory,
  memories: number,
  sample: number,
  shift: number,
  signal: AbortSignal,
): Promise<ColdRecord[]> => {
  const wanted = Math.min(sample, memories);
  const pages = Math.ceil(wanted / PAGE);
  const records: ColdRecord[] = [];
  for (let page = 0; page < pages; page++) {
    const upTo = (of: number, which: number): number => Math.floor((which * of) / pages);
    const size = upTo(wanted, page + 1) - upTo(wanted, page);
    const room = upTo(memories, page + 1) - upTo(memories, page) - size;
    const offset = upTo(memories, page) + Math.max(0, Math.round(shift * room));
    records.push(...(await cold.list(offset, size, signal)));
  }
  return records;
};
