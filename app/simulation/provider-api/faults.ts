import type { SeenRequest } from './exchange.ts';

export type FaultKind =
  /** 401, though the access token holds. */
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  /** 429 with the headers this provider gives. */
  | 'rate_limited'
  | 'server_error'
  /** An answer that never comes; the connection stays open. */
  | 'hang'
  /** The connection is cut without an answer. */
  | 'cut'
  /** 200 with something that is no JSON. */
  | 'malformed'
  /** 200 whose body ends before the length it announced. */
  | 'truncated';

export interface Fault {
  readonly kind: FaultKind;
  /** Which requests; every request for data unless given. */
  readonly when?: (request: SeenRequest) => boolean;
  /** How many requests it strikes; for ever unless given. */
  readonly times?: number;
  /** Of `rate_limited`: seconds until the next request is welcome. */
  readonly retryAfterS?: number;
}

export interface Faults {
  /** Answers what takes the fault away again. */
  add(fault: Fault): () => void;
  /** The fault that strikes this request, if one does. The first that was added goes first. */
  strike(request: SeenRequest): Fault | undefined;
  clear(): void;
}

const isForData = ({ path }: SeenRequest): boolean => path.startsWith('/v2/');

export const createFaults = (): Faults => {
  const active = new Map<Fault, number>();
  return {
    add(fault) {
      const own = { ...fault };
      active.set(own, own.times ?? Number.POSITIVE_INFINITY);
      return () => void active.delete(own);
    },
    strike(request) {
      for (const [fault, left] of active) {
        if (!(fault.when ?? isForData)(request)) continue;
        if (left <= 1) active.delete(fault);
        else active.set(fault, left - 1);
        return fault;
      }
      return undefined;
    },
    clear: () => active.clear(),
  };
};
