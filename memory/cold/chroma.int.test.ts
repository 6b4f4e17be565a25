import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRelay, type Relay } from '../../eventstore/testing/relay.ts';
import { until } from '../../eventstore/testing/until.ts';
import { createChromaEngine } from './chroma.ts';
import type { ColdMemory } from './cold-memory.ts';
import { chromaUrl, createTestChroma, type TestChroma } from './testing/chroma-server.ts';
import { describeColdMemory, entry } from './testing/conformance.ts';

const url = chromaUrl();
if (url === undefined) describe.skip('CHROMA_URL is not set: no Chroma to test', () => it('', () => {}));
else {
  describeColdMemory('Chroma', async () => {
    const chroma = createTestChroma(url);
    return { engine: chroma.engine, close: chroma.drop };
  });

  describe('Chroma that fails', () => {
    const signal = () => AbortSignal.timeout(20_000);
    const vector = [1, 0, 0, 0, 0, 0, 0, 0];
    /** Connections that fell silent are given up one by one, each by the call that uses it. */
    const answers = (cold: ColdMemory) =>
      until('an answer', () =>
        cold.query('ada', vector, 5, signal()).then(
          (hits) => hits.length === 1,
          () => false,
        ),
      );
    const embedder = { id: 'test/1/8', dimension: 8 };
    let relay: Relay;
    let chroma: TestChroma;
    beforeAll(async () => {
      relay = await createRelay(url);
      chroma = createTestChroma(url, { url: relay.url, timeoutMs: 400 });
    });
    afterAll(async () => {
      await relay.close();
      await chroma.drop();
    });

    it('is engine_unavailable at once when it is down, in time when it hangs, and works again by itself', async () => {
      const cold = chroma.engine.open(embedder);
      await cold.prepare(signal());
      await cold.upsert([entry('ada')], signal());
      const attempts = [
        () => cold.query('ada', vector, 5, signal()),
        () => cold.upsert([entry('ada')], signal()),
        () => cold.remove([entry('ada')], signal()),
        () => cold.forgetUser('ada', signal()),
        () => cold.exists(signal()),
        () => cold.check(signal()),
        () => chroma.engine.collections(signal()),
      ];
      for (const [fail, withinMs] of [
        [relay.refuse, 2_000],
        [relay.stall, 3_000],
      ] as const) {
        await fail();
        for (const attempt of attempts) {
          const started = performance.now();
          await expect(attempt()).rejects.toMatchObject({ code: 'engine_unavailable', status: 503 });
          expect(performance.now() - started).toBeLessThan(withinMs);
        }
        await relay.open();
        await answers(cold);
      }
    });

    it('ends a request that hangs as soon as the caller gives up', async () => {
      const cold = chroma.engine.open(embedder);
      await cold.prepare(signal());
      await relay.stall();
      const caller = new AbortController();
      const reason = new Error('enough');
      const asked = cold.query('ada', vector, 5, caller.signal);
      caller.abort(reason);
      await expect(asked).rejects.toBe(reason);
      await relay.open();
      await answers(cold);
    });

    it('is found again after its collection was made anew by another', async () => {
      const cold = chroma.engine.open(embedder);
      const other = createChromaEngine({ url, prefix: chroma.prefix }).open(embedder);
      await cold.prepare(signal());
      await chroma.engine.drop(cold.collection, signal());
      await other.prepare(signal());
      await other.upsert([entry('ada')], signal());
      await expect(cold.query('ada', vector, 5, signal())).rejects.toMatchObject({
        code: 'engine_unavailable',
      });
      expect(await cold.query('ada', vector, 5, signal())).toHaveLength(1);
    });

    it('never touches what is not ours', async () => {
      const foreign = { name: 'somebody_elses', embedderId: 'x', dimension: 1 };
      await expect(chroma.engine.drop(foreign, signal())).rejects.toMatchObject({ code: 'invalid_request' });
    });

    it.each(['http://127.0.0.1:9', 'http://no-such-host.invalid:8000', url.replace(/:\d+/, ':1')])(
      'is engine_unavailable at %s',
      async (nowhere) => {
        const cold = createChromaEngine({ url: nowhere, timeoutMs: 2_000 }).open(embedder);
        await expect(cold.query('ada', vector, 5, signal())).rejects.toMatchObject({
          code: 'engine_unavailable',
        });
      },
    );
  });
}
