import { describe, expect, it } from 'vitest';
import { ProviderApiError } from '../../providers/api.ts';
import { createProviderGuard } from './provider-guard.ts';

const away = async (): Promise<never> => {
  throw new ProviderApiError('unavailable', 'it answered 503', { status: 503 });
};

describe('the guard of a provider', () => {
  it('passes on what the provider says, and leaves it alone after five failures in a row', async () => {
    const { guard, engine } = createProviderGuard('pulse');
    expect(engine.engine).toBe('provider_pulse');
    for (let n = 0; n < 5; n++)
      await expect(guard.run(away)).rejects.toMatchObject({ problem: 'unavailable', status: 503 });
    expect(engine.state()).toBe('open');
    let asked = false;
    const refused = guard.run(async () => {
      asked = true;
    });
    await expect(refused).rejects.toMatchObject({
      name: 'ProviderApiError',
      problem: 'unavailable',
      retryAfterS: 1,
      message: expect.stringContaining('left alone'),
    });
    expect(asked).toBe(false);
    expect(engine.counts()).toEqual({ ok: 0, failed: 5, refused: 1 });
  });

  it.each(['not_found', 'unauthorized', 'forbidden', 'rate_limited', 'refused', 'unreadable'] as const)(
    'does not open for %s: the provider is there',
    async (problem) => {
      const { guard, engine } = createProviderGuard('pulse');
      for (let n = 0; n < 10; n++)
        await expect(
          guard.run(() => Promise.reject(new ProviderApiError(problem, ''))),
        ).rejects.toMatchObject({
          problem,
        });
      expect(engine.state()).toBe('closed');
    },
  );

  it('does not open for our own database, whose failure stays what it is', async () => {
    const { guard, engine } = createProviderGuard('pulse');
    const lost = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    for (let n = 0; n < 10; n++) await expect(guard.run(() => Promise.reject(lost))).rejects.toBe(lost);
    expect(engine.state()).toBe('closed');
  });
});
