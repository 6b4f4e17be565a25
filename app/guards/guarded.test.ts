import { describe, expect, it } from 'vitest';
import { createEngineGuard } from './engine-guard.ts';
import { guardedDatabase } from './guarded.ts';

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });

describe('guardedDatabase', () => {
  it('says of a database that is away that it is, and leaves it alone after five failures', async () => {
    const guard = createEngineGuard('database');
    const run = guardedDatabase(guard);
    for (let n = 0; n < 5; n++)
      await expect(run(() => Promise.reject(refused))).rejects.toMatchObject({
        code: 'engine_unavailable',
        status: 503,
        retryAfterS: 2,
        cause: refused,
      });
    expect(guard.state()).toBe('open');
    let asked = false;
    const answer = run(async () => {
      asked = true;
    });
    await expect(answer).rejects.toMatchObject({ code: 'engine_unavailable', retryAfterS: 1 });
    expect(asked).toBe(false);
  });

  it('passes on what is about the data, which opens nothing', async () => {
    const guard = createEngineGuard('database');
    const run = guardedDatabase(guard);
    const unique = Object.assign(new Error('duplicate key'), { code: '23505' });
    for (let n = 0; n < 10; n++) await expect(run(() => Promise.reject(unique))).rejects.toBe(unique);
    expect(guard.state()).toBe('closed');
    expect(await run(async () => 1)).toBe(1);
  });

  it('waits no longer than the guard allows', async () => {
    const run = guardedDatabase(createEngineGuard('database', { timeoutMs: 20 }));
    await expect(run(() => new Promise(() => {}))).rejects.toMatchObject({ code: 'engine_unavailable' });
  });
});
