import type { Embedder } from '../../../memory/embedders/embedder.ts';
import type { EmbeddingConfig } from '../../config.ts';
import { openEmbedder } from '../../engines/cold-tier.ts';
import { OPTIONAL_ENGINES } from '../../engines/explain.ts';
import { IN_A_HURRY } from '../../engines/optional-engines.ts';
import { bad, type Finding, milliseconds, ok, reasonOf, timed, warn } from './finding.ts';

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
  const where = `${config.model} at ${new URL(config.url).host}`;
  try {
    const embedder = await openEmbedder(config, signal);
    const { latencyMs } = await timed(() => embedder.embed(['slept well after a calm evening'], signal));
    const says = `${where}, ${embedder.dimension} numbers a text, ${milliseconds(latencyMs)}, ${
      config.apiKey === undefined ? 'no key asked for' : 'the key is accepted'
    }`;
    return {
      embedder,
      findings: [
        latencyMs < PATIENCE_MS
          ? ok('embeddings', says)
          : warn(
              'embeddings',
              `${says}: chat waits ${PATIENCE_MS} ms at most and then recalls without cold memory`,
              'use a smaller model, or a faster machine',
            ),
      ],
    };
  } catch (error) {
    const reason = signal.aborted ? `no answer within ${ASK_MS} ms` : reasonOf(error);
    const says = `${where}: ${reason}. Meanwhile ${without}`;
    return { embedder: undefined, findings: [bad('embeddings', says, remedyOf(reason))] };
  }
};

const remedyOf = (reason: string): string => {
  if (/\b40[13]\b/.test(reason))
    return 'set EMBEDDING_API_KEY (where EMBEDDING_URL is not set, OPENAI_API_KEY) to a key this server takes';
  if (/\b(400|404|422)\b/.test(reason))
    return 'EMBEDDING_URL ends with the version (http://host:port/v1), and EMBEDDING_MODEL must be one that this server has';
  if (/\b429\b/.test(reason)) return 'the quota of this key is used up: wait, or raise it';
  return reach;
};
