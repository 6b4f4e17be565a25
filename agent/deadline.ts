import { CodedError } from '../domain/errors.ts';

/**
 * The result of `work`, or `engine_unavailable` once `milliseconds` have passed or `signal` was aborted, whether or
 * not the work looks at the signal it is given.
 */
export const within = async <T>(
  milliseconds: number,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> => {
  const deadline = AbortSignal.timeout(milliseconds);
  const bounded = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
  let expired: () => void = () => {};
  const expiry = new Promise<never>((_, reject) => {
    expired = () =>
      reject(new CodedError('engine_unavailable', 503, `${what} did not answer in time`, { retryAfterS: 1 }));
    if (bounded.aborted) expired();
    else bounded.addEventListener('abort', expired, { once: true });
  });
  try {
    return await Promise.race([work(bounded), expiry]);
  } finally {
    bounded.removeEventListener('abort', expired);
  }
};
