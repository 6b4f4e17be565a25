import { ExponentialBackoff, handleType, retry } from 'cockatiel';
import { CodedError } from '../../domain/errors.ts';
import { type Embedder, toUnitLength } from './embedder.ts';
import { type EmbeddingRequest, RetryableFailure, requestEmbeddings } from './request-embeddings.ts';

export interface OpenAiCompatibleOptions {
  /** Up to and including the version: `https://host/v1`. */
  readonly url: string;
  readonly model: string;
  /** Of the model's vectors; `probeDimension` asks for it. */
  readonly dimension: number;
  /** Sent as a bearer token; without one no such header is sent. */
  readonly apiKey?: string;
  /** For one request, retries not counted. */
  readonly timeoutMs?: number;
  /** Beside the first attempt. */
  readonly retries?: number;
}

const BATCH = 64;
const TIMEOUT_MS = 5_000;
const RETRIES = 2;
/** Of a small sentence model; of one whose vectors are all close to each other, everything is above it. */
const NOISE = 0.15;
/** About 2,000 English tokens: below what models of this kind take. */
const MAX_CHARACTERS = 8_000;

const requestOf = (options: Omit<OpenAiCompatibleOptions, 'dimension'>): EmbeddingRequest => ({
  url: `${options.url.replace(/\/+$/, '')}/embeddings`,
  model: options.model,
  apiKey: options.apiKey,
  timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
});

/** Vectors from any server that answers `POST {url}/embeddings` as OpenAI's does. */
export const createOpenAiCompatibleEmbedder = (options: OpenAiCompatibleOptions): Embedder => {
  const { dimension } = options;
  const request = requestOf(options);
  const again = retry(handleType(RetryableFailure), {
    maxAttempts: options.retries ?? RETRIES,
    backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }),
  });

  const embedBatch = async (texts: readonly string[], signal: AbortSignal): Promise<number[][]> => {
    const vectors = await again.execute(() => requestEmbeddings(request, texts, signal), signal);
    const wrong = vectors.find((vector) => vector.length !== dimension);
    if (wrong !== undefined)
      throw new CodedError(
        'engine_unavailable',
        503,
        `the embeddings server answers ${wrong.length} numbers a text where ${options.model} is to have ${dimension}`,
      );
    return vectors.map(toUnitLength);
  };

  return {
    id: `openai-compatible/${options.model}/${dimension}`,
    dimension,
    noise: NOISE,
    embed: async (texts, signal) => {
      signal.throwIfAborted();
      const result = texts.map(() => new Array<number>(dimension).fill(0));
      const asked = texts
        .map((text, index) => ({
          index,
          text: text.toWellFormed().trim().slice(0, MAX_CHARACTERS).toWellFormed(),
        }))
        .filter(({ text }) => text !== '');
      try {
        for (let from = 0; from < asked.length; from += BATCH) {
          const batch = asked.slice(from, from + BATCH);
          const vectors = await embedBatch(
            batch.map(({ text }) => text),
            signal,
          );
          batch.forEach(({ index }, at) => {
            result[index] = vectors[at]!;
          });
        }
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
      return result;
    },
  };
};

/** How long the vectors of a model are. Throws like `embed`. */
export const probeDimension = async (
  options: Omit<OpenAiCompatibleOptions, 'dimension'>,
  signal: AbortSignal,
): Promise<number> => (await requestEmbeddings(requestOf(options), ['length'], signal))[0]!.length;
