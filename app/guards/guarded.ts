import { CodedError } from '../../domain/errors.ts';
import type { EventLog } from '../../eventstore/event-log.ts';
import { isEngineFailure } from '../../eventstore/postgres/failures.ts';
import type { KeyVault } from '../../eventstore/subject-keys.ts';
import type { ColdMemory } from '../../memory/cold/cold-memory.ts';
import type { Embedder } from '../../memory/embedders/embedder.ts';
import type { HotMemory } from '../../memory/hot/hot-memory.ts';
import type { Recall } from '../../memory/recall.ts';
import type { Bus } from '../../projections/kafka/bus.ts';
import type { EngineGuard } from './engine-guard.ts';

type Call = (...args: never[]) => Promise<unknown>;
type CallsOf<T> = { [K in keyof T]: T[K] extends Call ? K : never }[keyof T];

/** The same engine, with these calls behind the guard. */
const guarded = <T extends object>(engine: T, guard: EngineGuard, names: readonly CallsOf<T>[]): T => {
  const calls = names.map((name) => {
    const call = engine[name] as unknown as (...args: unknown[]) => Promise<unknown>;
    return [name, (...args: unknown[]) => guard.run(() => call(...args))] as const;
  });
  return { ...engine, ...Object.fromEntries(calls) };
};

export const guardedLog = <L extends EventLog>(log: L, guard: EngineGuard): L =>
  guarded<EventLog>(log, guard, ['append', 'readStream', 'readAll', 'readAt', 'head']) as L;

export const guardedVault = (vault: KeyVault, guard: EngineGuard): KeyVault =>
  guarded(vault, guard, ['putIfAbsent', 'get', 'delete']);

/** Runs calls to PostgreSQL; what fails for its sake is `engine_unavailable` and counts. */
export const guardedDatabase =
  (guard: EngineGuard) =>
  <T>(call: () => Promise<T>): Promise<T> =>
    guard.run(async () => {
      try {
        return await call();
      } catch (cause) {
        if (!isEngineFailure(cause)) throw cause;
        throw new CodedError('engine_unavailable', 503, 'the database does not answer', {
          cause,
          retryAfterS: 2,
        });
      }
    });

export const guardedRecall = (recall: Recall, guard: EngineGuard): Recall =>
  guarded(recall, guard, ['recall']);

export const guardedHot = (hot: HotMemory, guard: EngineGuard): HotMemory =>
  guarded(hot, guard, [
    'recall',
    'put',
    'remove',
    'held',
    'forgetUser',
    'stats',
    'filling',
    'begin',
    'reached',
  ]);

export const guardedCold = (cold: ColdMemory, guard: EngineGuard): ColdMemory =>
  guarded(cold, guard, [
    'exists',
    'prepare',
    'upsert',
    'remove',
    'forgetUser',
    'query',
    'list',
    'count',
    'check',
  ]);

export const guardedEmbedder = (embedder: Embedder, guard: EngineGuard): Embedder =>
  guarded(embedder, guard, ['embed']);

export const guardedBus = (bus: Bus, guard: EngineGuard): Bus => guarded(bus, guard, ['publish']);
