/**
 * Turns texts into vectors whose cosine says how close their meanings are. The same text gives the same vector for as
 * long as the id is the same.
 */
export interface Embedder {
  /** Name, version and dimension. Vectors of different ids must never be compared. */
  readonly id: string;
  /** Length of every vector. */
  readonly dimension: number;
  /** A cosine below this says nothing: texts without anything in common reach it by chance. */
  readonly noise: number;
  /**
   * One vector a text, in the order of the texts, of length 1; all zeros for a text with nothing to embed (blank, say).
   * Throws `CodedError`: `engine_unavailable` (try later), `embedding_refused` (these texts will never do); and the
   * signal's reason when it is aborted.
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<number[][]>;
}

/** True where there is nothing to find a text by. */
export const isZero = (vector: readonly number[]): boolean => vector.every((value) => value === 0);

/** Divided by its Euclidean length; zeros stay zeros. */
export const toUnitLength = (vector: readonly number[]): number[] => {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? [...vector] : vector.map((value) => value / length);
};
