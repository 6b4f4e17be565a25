import { z } from 'zod';
import { CodedError } from '../../domain/errors.ts';

export interface EmbeddingRequest {
  readonly url: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
}

/** No answer, or one that a second attempt may better. */
export class RetryableFailure extends CodedError {
  constructor(message: string, cause?: unknown) {
    super('engine_unavailable', 503, message, { cause, retryAfterS: 5 });
  }
}

const answerShape = z.object({
  data: z.array(
    z.object({ index: z.number().int().nonnegative().optional(), embedding: z.array(z.number()).min(1) }),
  ),
});

/** 413 and 422 are about what was sent; 401, 403 and 404 are about how the server is set up and may be mended. */
const refusesTheTexts = (status: number): boolean => status === 400 || status === 413 || status === 422;

const readAnswer = async (response: Response): Promise<unknown> => {
  const { status } = response;
  if (!response.ok) {
    await response.body?.cancel();
    if (refusesTheTexts(status))
      throw new CodedError('embedding_refused', 500, `the embeddings server refuses the texts (${status})`);
    const message = `the embeddings server answers ${status}`;
    if (status === 408 || status === 429 || status >= 500) throw new RetryableFailure(message);
    throw new CodedError('engine_unavailable', 503, message, { retryAfterS: 60 });
  }
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new RetryableFailure('the embeddings server answers something that is not JSON');
  }
};

/** In the order of the texts, whatever order they came in. */
const vectorsIn = (answer: unknown, expected: number): number[][] => {
  const parsed = answerShape.safeParse(answer);
  if (!parsed.success) throw new RetryableFailure('the embeddings server answers in an unknown form');
  const { data } = parsed.data;
  const indexed = data.some(({ index }) => index !== undefined);
  const byIndex = new Map(data.map(({ index, embedding }, at) => [indexed ? index : at, embedding]));
  const vectors = Array.from({ length: expected }, (_, at) => byIndex.get(at));
  if (data.length !== expected || vectors.includes(undefined))
    throw new RetryableFailure('the embeddings server does not answer exactly one vector a text');
  return vectors as number[][];
};

/** One attempt. Throws `engine_unavailable`, `embedding_refused`, or the signal's reason. */
export const requestEmbeddings = async (
  { url, model, apiKey, timeoutMs }: EmbeddingRequest,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<number[][]> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      // A key goes to the server it was given for, to no other.
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    return vectorsIn(await readAnswer(response), texts.length);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CodedError) throw error;
    const late = error instanceof Error && error.name === 'TimeoutError';
    throw new RetryableFailure(
      late
        ? `the embeddings server did not answer within ${timeoutMs} ms`
        : 'the embeddings server cannot be reached',
      error,
    );
  }
};
