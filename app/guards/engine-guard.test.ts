import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../domain/errors.ts';
import { until } from '../../eventstore/testing/until.ts';
import { createEngineGuard } from './engine-guard.ts';

const away = async (): Promise<never> => {
  throw new CodedError('engine_unavailable', 503, 'nobody listens');
};
const refused = async (): Promise<never> => {
  throw new CodedError('cold_memory_refused', 500, 'this will never do');
};
const never = (): Promise<never> => new Promise(() => {});

describe('a guard', () => {
  it('gives back what the work gives, and throws what it throws', async () => {
    const guard = createEngineGuard('redis', { timeoutMs: 1_000, atOnce: 1 });
    expect(await guard.run(async () => 7)).toBe(7);
    await expect(guard.run(refused)).rejects.toMatchObject({ code: 'cold_memory_refused' });
    expect(guard.counts()).toEqual({ ok: 2, failed: 0, refused: 0 });
  });

  it('leaves an engine alone that failed five times, then tries it with one call', async () => {
    const guard = createEngineGuard('redis');
    for (let i = 0; i < 5; i++) {
      expect(guard.state()).toBe('closed');
      await expect(guard.run(away)).rejects.toThrow('nobody listens');
    }
    expect(guard.state()).toBe('open');
    expect(guard.trouble()).toBe('nobody listens');
    let tried = false;
    const answer = guard.run(async () => {
      tried = true;
    });
    await expect(answer).rejects.toMatchObject({ code: 'engine_unavailable', status: 503, retryAfterS: 1 });
    expect(tried).toBe(false);
    expect(guard.counts()).toEqual({ ok: 0, failed: 5, refused: 1 });

    await until('it is tried again', () => guard.run(async () => true).catch(() => false));
    expect(guard.state()).toBe('closed');
    expect(guard.trouble()).toBeUndefined();
  });

  it('does not open for data that the engine refuses, nor for failures between successes', async () => {
    const guard = createEngineGuard('chroma');
    for (let i = 0; i < 20; i++) {
      await guard.run(refused).catch(() => {});
      await guard.run(away).catch(() => {});
      await guard.run(away).catch(() => {});
      await guard.run(async () => {});
    }
    expect(guard.state()).toBe('closed');
  });

  it('takes lateness for a failure, whatever becomes of the work', async () => {
    const guard = createEngineGuard('embeddings', { timeoutMs: 20 });
    const late = guard.run(async () => {
      await sleep(60);
      throw new Error('nobody hears of this');
    });
    await expect(late).rejects.toMatchObject({
      code: 'engine_unavailable',
      message: 'embeddings did not answer within 20 ms',
    });
    for (let i = 0; i < 4; i++) await guard.run(never).catch(() => {});
    expect(guard.state()).toBe('open');
    expect(guard.trouble()).toBe('embeddings did not answer within 20 ms');
  });

  it('bounds what goes on at once and what waits; one engine that hangs holds nothing else', async () => {
    const guard = createEngineGuard('kafka', { atOnce: 2, waiting: 1 });
    const ends = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
    const running = ends.map(({ promise }) => guard.run(() => promise));
    expect(guard.load()).toBe(3);
    await expect(guard.run(async () => {})).rejects.toMatchObject({
      code: 'engine_unavailable',
      message: 'too many calls wait for kafka',
    });
    expect(guard.counts().refused).toBe(1);
    for (const { resolve } of ends) resolve();
    await Promise.all(running);
    expect(guard.load()).toBe(0);
    expect(guard.state()).toBe('closed');
  });
});
