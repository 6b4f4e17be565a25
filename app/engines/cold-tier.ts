import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CodedError } from '../../domain/errors.ts';
import { createChromaEngine } from '../../memory/cold/chroma.ts';
import type { ColdEngine, ColdMemory } from '../../memory/cold/cold-memory.ts';
import { DEFAULT_PREFIX } from '../../memory/cold/collection.ts';
import { coldMemoryFeedName } from '../../memory/cold/feed.ts';
import { createPostgresEngine } from '../../memory/cold/postgres.ts';
import { createColdRecall, type OlderTier } from '../../memory/cold/recall-cold.ts';
import { hasCaughtUp } from '../../memory/cold/retire.ts';
import { embedderById } from '../../memory/embedders/by-id.ts';
import type { Embedder } from '../../memory/embedders/embedder.ts';
import { localLexicalEmbedder } from '../../memory/embedders/local-lexical.ts';
import { createOpenAiCompatibleEmbedder, probeDimension } from '../../memory/embedders/openai-compatible.ts';
import type { Recall } from '../../memory/recall.ts';
import type { Config } from '../config.ts';
import type { EmbeddingConfig } from '../engine-settings.ts';
import type { EngineGuard } from '../guards/engine-guard.ts';
import { guardedCold, guardedEmbedder } from '../guards/guarded.ts';

/** Undefined where cold memory is in PostgreSQL. */
export const openChroma = ({ chromaUrl, namespace }: Config): ColdEngine | undefined => {
  if (chromaUrl === undefined) return undefined;
  // Names of collections allow no more than these characters at both ends and between.
  const prefix = namespace === undefined ? DEFAULT_PREFIX : `${DEFAULT_PREFIX}_${namespace}`;
  return createChromaEngine({ url: chromaUrl, prefix });
};

export const openColdEngine = (config: Config, pool: pg.Pool): ColdEngine =>
  openChroma(config) ?? createPostgresEngine(pool);

const ASK_MS = 5_000;
const AGAIN_MS = 2_000;

/** Asks the server how long its vectors are. Throws `engine_unavailable`. */
export const openEmbedder = async (
  embedding: EmbeddingConfig | undefined,
  signal: AbortSignal,
): Promise<Embedder> => {
  if (embedding === undefined) return localLexicalEmbedder;
  const { url, model, apiKey } = embedding;
  const server = { url, model, ...(apiKey === undefined ? {} : { apiKey }) };
  const dimension = await probeDimension(server, AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]));
  return createOpenAiCompatibleEmbedder({ ...server, dimension });
};

export interface ColdTier {
  readonly cold: ColdMemory;
  readonly embedder: Embedder;
}

export interface ColdGuards {
  readonly store: EngineGuard;
  readonly embeddings: EngineGuard;
}

/**
 * Cold memory with an embedder. An embeddings server that is away is asked again until it answers or `signal` aborts:
 * only it knows how long its vectors are.
 */
export const openColdTier = async (
  config: Config,
  engine: ColdEngine,
  guards: ColdGuards,
  signal: AbortSignal,
): Promise<ColdTier> => {
  for (;;) {
    try {
      const embedder = await openEmbedder(config.embedding, signal);
      return {
        cold: guardedCold(engine.open(embedder), guards.store),
        embedder: config.embedding === undefined ? embedder : guardedEmbedder(embedder, guards.embeddings),
      };
    } catch {
      signal.throwIfAborted();
      await sleep(AGAIN_MS, undefined, { signal });
    }
  }
};

/** Recall from a tier that may not be open yet, or whose older collection still knows more. */
export const recallColdWhenOpen = (
  config: Config,
  engine: ColdEngine,
  pool: pg.Pool,
  opening: Promise<ColdTier>,
): Recall => {
  let recall: Recall | undefined;
  const ready = opening
    .then(async (tier) => {
      recall = createColdRecall(tier, await olderTier(config, engine, pool, tier).catch(() => undefined));
    })
    .catch(() => {});
  void ready;
  return {
    recall: async (request, signal) => {
      if (recall === undefined)
        throw new CodedError('engine_unavailable', 503, 'the embeddings server has not answered yet', {
          retryAfterS: 2,
        });
      return recall.recall(request, signal);
    },
  };
};

/** The collection of another embedder that the current one has not caught up with. */
const olderTier = async (
  { embedding }: Config,
  engine: ColdEngine,
  pool: pg.Pool,
  { embedder }: ColdTier,
): Promise<OlderTier | undefined> => {
  const current = coldMemoryFeedName(engine.name, embedder.id);
  const server =
    embedding === undefined
      ? undefined
      : { url: embedding.url, ...(embedding.apiKey === undefined ? {} : { apiKey: embedding.apiKey }) };
  for (const { embedderId } of await engine.collections(AbortSignal.timeout(ASK_MS))) {
    const older = embedderId === embedder.id ? undefined : embedderById(embedderId, server);
    if (older === undefined) continue;
    const feed = coldMemoryFeedName(engine.name, embedderId);
    if (await hasCaughtUp(pool, current, feed)) continue;
    return {
      cold: engine.open(older),
      embedder: older,
      hasBeenCaughtUpWith: () => hasCaughtUp(pool, current, feed),
    };
  }
  return undefined;
};
