import type { Embedder } from '../../../memory/embedders/embedder.ts';
import type { EmbeddingConfig } from '../../engine-settings.ts';
import { openEmbedder } from '../../engines/cold-tier.ts';
import { OPTIONAL_ENGINES } from '../../engines/explain.ts';
import { IN_A_HURRY } from '../../engines/optional-engines.ts';
import { examine, type Finding, milliseconds, ok, reasonOf, timed, warn } from './finding.ts';

const { without, remedy: reach } = OPTIONAL_ENGINES.embeddings;
const ASK_MS = 6_000;
/** NEUROS waits no longer for the vector of a question. */
const PATIENCE_MS = IN_A_HURRY.embeddings.timeoutMs!;

export interface EmbedderExamination {
  readonly findings: readonly Finding[];
  /** Undefined where the server did not say how long its vectors are. */
  readonly embedder: Embedder | undefined;
}

/** Asks twice: a server may load the model with the first question. */
export const examineEmbeddings = async (
  config: EmbeddingConfig | undefined,
): Promise<EmbedderExamination> => {
  const signal = AbortSignal.timeout(ASK_MS);
  if (config === undefined) return { findings: [], embedder: await openEmbedder(undefined, signal) };
  const what = `${config.model} at ${new URL(config.url).host}`;
  let embedder: Embedder | undefined;
  const findings = await examine({ about: 'embeddings', what, without, remedyOf }, async () => {
    const opened = await openEmbedder(config, signal);
    const { latencyMs } = await timed(() => opened.embed(['slept well after a calm evening'], signal));
    embedder = opened;
    const key = config.apiKey === undefined ? 'no key asked for' : 'the key is accepted';
    return [
      serverOf(`${what}, ${opened.dimension} numbers a text, ${milliseconds(latencyMs)}, ${key}`, latencyMs),
    ];
  });
  return { findings, embedder };
};

const serverOf = (says: string, latencyMs: number): Finding =>
  latencyMs < PATIENCE_MS
    ? ok('embeddings', says)
    : warn(
        'embeddings',
        `${says}: chat waits ${PATIENCE_MS} ms at most and then recalls without cold memory`,
        'use a smaller model, or a faster machine',
      );

const remedyOf = (error: unknown): string => {
  const reason = reasonOf(error);
  if (/\b40[13]\b/.test(reason))
    return 'set EMBEDDING_API_KEY (where EMBEDDING_URL is not set, OPENAI_API_KEY) to a key this server takes';
  if (/\b(400|404|422)\b/.test(reason))
    return 'EMBEDDING_URL ends with the version (http://host:port/v1), and EMBEDDING_MODEL must be one that this server has';
  if (/\b429\b/.test(reason)) return 'the quota of this key is used up: wait, or raise it';
  return reach;
};
