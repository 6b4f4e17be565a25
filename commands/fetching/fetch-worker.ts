import { pause } from '../../eventstore/subscriptions/wake-up.ts';
import type { TakenFetch } from './fetch-queue.ts';
import { type FetchOutcome, type RunFetchContext, runFetch } from './run-fetch.ts';
import { type SettleContext, type Settled, settleFetch } from './settle-fetch.ts';

export interface FetchWorkerOptions extends Omit<SettleContext, 'patienceOf' | 'now'>, RunFetchContext {
  /** Fetches at once in this process, each of another person. */
  readonly width: number;
  readonly signal: AbortSignal;
  /** Awaited before each fetch: a worker that shares its machine gives way there. */
  readonly turn?: () => Promise<void>;
  readonly onSettled?: (taken: TakenFetch, outcome: FetchOutcome, settled: Settled) => void;
  /** The database is away or refuses: what was taken comes again by itself. */
  readonly onRetry?: (error: unknown) => void;
}

/** How late a fetch that another process asked for, or that waited for its time, can be seen. */
const POLL_MS = 1_000;
const MAX_BACKOFF_MS = 10_000;
const KEEP_ALIVE_MS = 5_000;
/** Below what a gateway gives its worker to stop. */
const STOP_MS = 2_000;
/** A fetch that so many workers died on kills them. */
const MOST_DEATHS = 5;

/** Runs fetches, one at a time for each person, until the signal; then gives back what is not done within moments. */
export const runFetchWorker = async (options: FetchWorkerOptions): Promise<void> => {
  const { queue, width, signal, turn, onSettled, onRetry, providerNamed } = options;
  const running = new Map<TakenFetch, Promise<void>>();
  const settling: SettleContext = {
    ...options,
    patienceOf: (provider) => providerNamed(provider)?.api?.notFoundPatienceS ?? 0,
  };
  let wake = (): void => {};
  const poke = (): void => wake();
  const stopListening = queue.onEnqueued(poke);
  signal.addEventListener('abort', poke, { once: true });
  const supervising = queue.supervise(signal, (error) => onRetry?.(error)).catch((error) => onRetry?.(error));
  const keeping = setInterval(() => {
    queue.keepAlive([...running.keys()]).catch((error) => onRetry?.(error));
  }, KEEP_ALIVE_MS);

  const settle = async (taken: TakenFetch, outcome: FetchOutcome): Promise<void> => {
    try {
      const settled = await settleFetch(settling, taken, outcome);
      onSettled?.(taken, outcome, settled);
    } catch (error) {
      onRetry?.(error);
    }
  };

  const run = async (taken: TakenFetch): Promise<void> => {
    const outcome: FetchOutcome =
      taken.retryCount < MOST_DEATHS
        ? await runFetch(options, taken.fetch, signal)
        : { ok: false, problem: 'refused', detail: 'its workers died' };
    await settle(taken, outcome);
    running.delete(taken);
    poke();
  };

  /** Takes until every place is filled or nothing more is due. */
  const fill = async (): Promise<void> => {
    while (running.size < width && !signal.aborted) {
      await turn?.();
      const taken = await queue.take();
      if (taken === undefined) return;
      running.set(taken, run(taken));
    }
  };

  let failures = 0;
  while (!signal.aborted) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    try {
      await fill();
      failures = 0;
      const rest = new AbortController();
      await Promise.race([woken, pause(POLL_MS, rest.signal)]);
      rest.abort();
    } catch (error) {
      onRetry?.(error);
      failures++;
      await pause(Math.min(MAX_BACKOFF_MS, 500 * 2 ** failures), signal);
    }
  }

  const rest = new AbortController();
  await Promise.race([Promise.all(running.values()), pause(STOP_MS, rest.signal)]);
  rest.abort();
  clearInterval(keeping);
  stopListening();
  await Promise.all([...running.keys()].map((taken) => settle(taken, { ok: false, problem: 'interrupted' })));
  await supervising;
};
