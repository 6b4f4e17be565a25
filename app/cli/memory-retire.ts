import { retireOldCollections } from '../../memory/cold/retire.ts';
import type { Config } from '../config.ts';
import { openEmbedder } from '../engines/cold-tier.ts';
import type { Say } from '../serve.ts';
import { withAllEngines } from './with-engines.ts';

const ASK_MS = 30_000;

/** Drops what other embedders made. Exit code 1: some stay, because the current collection knows less than they do. */
export const retireMemories = (config: Config, say: Say): Promise<number> =>
  withAllEngines(config, async ({ pool }, { coldEngine }) => {
    const signal = AbortSignal.timeout(ASK_MS);
    const embedder = await openEmbedder(config.embedding, signal);
    const { dropped, kept } = await retireOldCollections(pool, coldEngine, embedder.id, signal);
    for (const { name, embedderId } of dropped) say(`dropped ${name}, vectors of ${embedderId}`);
    for (const { name, embedderId } of kept) say(`kept ${name}, vectors of ${embedderId}`);
    if (kept.length > 0)
      say(
        `The collection of ${embedder.id} has not caught up yet: let a worker run until ` +
          '`auren projections list` shows no lag of cold memory, then try again.',
      );
    else if (dropped.length === 0) say(`Nothing to drop: there is no collection but that of ${embedder.id}.`);
    return kept.length === 0 ? 0 : 1;
  });
