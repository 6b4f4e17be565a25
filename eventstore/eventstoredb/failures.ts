/**
 * What a failed call to the server means.
 * `refused`: nothing was written and trying again is no use. `wrong_version`: the stream is not where it was expected.
 * `unknown`: it may or may not have been written.
 */
export type Failure = 'refused' | 'wrong_version' | 'not_found' | 'unknown';

const FAILURES: Readonly<Record<string, Failure>> = {
  'wrong-expected-version': 'wrong_version',
  'stream-not-found': 'not_found',
  'access-denied': 'refused',
  'maximum-append-size-exceeded': 'refused',
  'stream-deleted': 'refused',
  'invalid-argument': 'refused',
};

/**
 * By the client's `type` alone: errors of its private copy have prototypes of their own, and its very first call to a
 * server that is down fails with a bare gRPC error (code 14) that has no type at all.
 */
export const failureOf = (error: unknown): Failure => {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  return (typeof type === 'string' ? FAILURES[type] : undefined) ?? 'unknown';
};

/** The server answered, with an error for this one call: the connection is well. */
export const isAnswer = (error: unknown): boolean => failureOf(error) !== 'unknown';
