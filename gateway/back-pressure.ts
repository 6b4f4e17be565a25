import { CodedError } from '../domain/errors.ts';

export interface Admission {
  /** Throws `saturated` when there is no room; otherwise call the answer once, when the request is over. */
  enter(bytes: number): () => void;
  inFlight(): { requests: number; bytes: number };
}

/** Bounds what is being handled at once, in requests and in bytes: memory stays flat whatever comes. */
export const createAdmission = (maxRequests: number, maxBytes: number): Admission => {
  let requests = 0;
  let held = 0;
  return {
    enter: (bytes) => {
      if (requests >= maxRequests || (requests > 0 && held + bytes > maxBytes))
        throw new CodedError('saturated', 503, 'too many webhooks in flight', { retryAfterS: 1 });
      requests++;
      held += bytes;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        requests--;
        held -= bytes;
      };
    },
    inFlight: () => ({ requests, bytes: held }),
  };
};
