import { CodedError } from '../../domain/errors.ts';
import { failureOf, isEngineFailure } from '../../eventstore/postgres/failures.ts';

/** 42P01 undefined table, 3F000 schema: the collection was not made yet, or is lost. */
export const isMissingTable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '3F000');

/** Runs an operation until the caller's signal. Throws what `ColdMemory` says. */
export type PostgresCall = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** The signal ends the waiting; the server's statement timeout ends the statement. */
const untilAborted = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

export const createPostgresCall = (): PostgresCall => async (signal, work) => {
  signal.throwIfAborted();
  try {
    return await untilAborted(work(), signal);
  } catch (error) {
    signal.throwIfAborted();
    if (isEngineFailure(error))
      throw new CodedError('engine_unavailable', 503, 'the cold memory in PostgreSQL is not available', {
        cause: error,
        retryAfterS: 5,
      });
    if (
      error instanceof Error &&
      'code' in error &&
      !(error instanceof CodedError) &&
      failureOf(error) === 'data'
    )
      throw new CodedError('cold_memory_refused', 500, 'PostgreSQL refuses what was sent to it', {
        cause: error,
      });
    throw error;
  }
};
