import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  noop,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { CodedError, isCoded } from '../../domain/errors.ts';

export type BreakerState = 'closed' | 'half_open' | 'open';

export interface GuardLimits {
  /** Milliseconds a call may take; undefined where the engine's own client bounds every call. */
  readonly timeoutMs?: number;
  /** Calls at once; undefined where something else bounds them. */
  readonly atOnce?: number;
  /** Calls that may wait for their turn. */
  readonly waiting?: number;
}

/** How calls ended. `refused`: not even tried. Errors that are about the data count as `ok`. */
export interface CallCounts {
  ok: number;
  failed: number;
  refused: number;
}

export interface EngineGuard {
  readonly engine: string;
  /**
   * Throws what `work` throws; `engine_unavailable` when the engine failed so often that it is left alone for a while,
   * when too many calls wait for it, or when it was late.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
  state(): BreakerState;
  /** Calls in progress and waiting. */
  load(): number;
  counts(): Readonly<CallCounts>;
  /** Of the newest failure, and undefined while the breaker is closed. */
  trouble(): string | undefined;
}

const FAILURES = 5;
/** How long an engine is left alone after it failed: longer each time it fails again. */
const REST = { initialDelay: 250, maxDelay: 10_000 };

/** One engine's breaker, time limit and bulkhead. Only an engine that is away counts as a failure: bad data does not. */
export const createEngineGuard = (engine: string, limits: GuardLimits = {}): EngineGuard => {
  const isFailure = handleWhen(
    (error) => isCoded(error, 'engine_unavailable') || error instanceof TaskCancelledError,
  );
  const breaker = circuitBreaker(isFailure, {
    halfOpenAfter: new ExponentialBackoff(REST),
    breaker: new ConsecutiveBreaker(FAILURES),
  });
  const { timeoutMs, atOnce, waiting = 0 } = limits;
  const room = atOnce === undefined ? undefined : bulkhead(atOnce, waiting);
  const limit = timeoutMs === undefined ? noop : timeout(timeoutMs, TimeoutStrategy.Aggressive);
  const policy = wrap(room ?? noop, breaker, limit);
  const counts: CallCounts = { ok: 0, failed: 0, refused: 0 };

  /** In our words, and counted. */
  const failure = (error: unknown): unknown => {
    if (error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError) {
      counts.refused++;
      return error instanceof BrokenCircuitError
        ? unavailable(`${engine} failed ${FAILURES} times in a row and is left alone for a moment`, error)
        : unavailable(`too many calls wait for ${engine}`, error);
    }
    if (error instanceof TaskCancelledError || isCoded(error, 'engine_unavailable')) counts.failed++;
    else counts.ok++;
    return error instanceof TaskCancelledError ? late(error) : error;
  };
  const late = (error: unknown): CodedError =>
    unavailable(`${engine} did not answer within ${timeoutMs} ms`, error);

  return {
    engine,
    run: async (work) => {
      try {
        const answer = await policy.execute(work);
        counts.ok++;
        return answer;
      } catch (error) {
        throw failure(error);
      }
    },
    counts: () => counts,
    state: () => STATES[breaker.state],
    load: () => (room === undefined ? 0 : atOnce! - room.executionSlots + waiting - room.queueSlots),
    trouble: () => {
      if (breaker.state === CircuitState.Closed) return undefined;
      const last = breaker.lastFailure;
      const error = last !== undefined && 'error' in last ? last.error : undefined;
      if (error instanceof TaskCancelledError) return late(error).message;
      return error instanceof Error ? error.message : 'it failed';
    },
  };
};

const unavailable = (message: string, cause: unknown): CodedError =>
  new CodedError('engine_unavailable', 503, message, { cause, retryAfterS: 1 });

const STATES: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
};
