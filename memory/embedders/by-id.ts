import type { Embedder } from './embedder.ts';
import { localLexicalEmbedder } from './local-lexical.ts';
import { createOpenAiCompatibleEmbedder } from './openai-compatible.ts';

/** Where embeddings come from besides this process. */
export interface EmbeddingServer {
  readonly url: string;
  readonly apiKey?: string;
}

/**
 * The embedder that made a stored collection, so that its vectors can still be asked for; undefined where it is of a
 * version that this program no longer has, or no server is given.
 */
export const embedderById = (id: string, server?: EmbeddingServer): Embedder | undefined => {
  if (id === localLexicalEmbedder.id) return localLexicalEmbedder;
  const found = /^openai-compatible\/(.+)\/(\d+)$/.exec(id);
  if (found === null || server === undefined) return undefined;
  return createOpenAiCompatibleEmbedder({ ...server, model: found[1]!, dimension: Number(found[2]) });
};
