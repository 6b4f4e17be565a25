import type pg from 'pg';
import { reachedBy } from '../../eventstore/subscriptions/checkpoints.ts';
import type { ColdCollection, ColdEngine } from './cold-memory.ts';
import { coldMemoryFeedName } from './feed.ts';

/** True when one feed knows all that an older one knows. Feeds are named by `coldMemoryFeedName`. */
export const hasCaughtUp = async (pool: pg.Pool, feed: string, olderFeed: string): Promise<boolean> => {
  const reached = await reachedBy(pool, feed);
  const older = await reachedBy(pool, olderFeed);
  return reached !== undefined && reached >= (older ?? 0n);
};

export interface Retirement {
  readonly dropped: readonly ColdCollection[];
  /** The current collection does not know yet what these know. */
  readonly kept: readonly ColdCollection[];
}

/**
 * Drops the collections of other embedders, and their checkpoints, once the current one has caught up with them.
 * Checkpoints first: after a crash in between, a feed that is used again fills its collection anew.
 */
export const retireOldCollections = async (
  pool: pg.Pool,
  engine: ColdEngine,
  currentEmbedderId: string,
  signal: AbortSignal,
): Promise<Retirement> => {
  const current = coldMemoryFeedName(engine.name, currentEmbedderId);
  const all = await engine.collections(signal);
  const others = all.filter(({ embedderId }) => embedderId !== currentEmbedderId);
  const currentIsThere = others.length < all.length;
  const dropped: ColdCollection[] = [];
  const kept: ColdCollection[] = [];
  for (const collection of others) {
    const feed = coldMemoryFeedName(engine.name, collection.embedderId);
    if (!currentIsThere || !(await hasCaughtUp(pool, current, feed))) {
      kept.push(collection);
      continue;
    }
    await pool.query('delete from work.checkpoints where processor = $1', [feed]);
    await pool.query('delete from work.parked where processor = $1', [feed]);
    await engine.drop(collection, signal);
    dropped.push(collection);
  }
  return { dropped, kept };
};
