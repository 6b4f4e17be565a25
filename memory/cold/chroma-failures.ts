import {
  ChromaClientError,
  ChromaConnectionError,
  ChromaNotFoundError,
  ChromaUniqueError,
  ChromaValueError,
  InvalidArgumentError,
} from 'chromadb';
import { CodedError } from '../../domain/errors.ts';

/** 400, 422, and what the client itself will not send: the same data fails again. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ChromaClientError ||
  error instanceof ChromaValueError ||
  error instanceof InvalidArgumentError;

export const isConnectionLost = (error: unknown): boolean => error instanceof ChromaConnectionError;
export const isMissing = (error: unknown): boolean => error instanceof ChromaNotFoundError;
/** Two made it at once. */
export const isMadeAlready = (error: unknown): boolean => error instanceof ChromaUniqueError;

/** What a failed call means for whoever made it. Error texts of the server may quote what was sent: they are not repeated. */
export const chromaFailure = (error: unknown, where: string): CodedError => {
  if (error instanceof CodedError) return error;
  if (isRefusal(error))
    return new CodedError('cold_memory_refused', 500, `Chroma refuses what was sent to it`, { cause: error });
  const reason = isMissing(error)
    ? 'the collection is not there'
    : error instanceof Error
      ? error.name
      : 'unknown';
  return new CodedError('engine_unavailable', 503, `Chroma at ${where} is not available: ${reason}`, {
    cause: error,
    retryAfterS: 5,
  });
};
