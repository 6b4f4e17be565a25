import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../domain/errors.ts';
import { type MemoryEvent, memoryStream } from '../../domain/memory.ts';
import { listParked } from '../../eventstore/subscriptions/parking.ts';
import { createRelay, type Relay } from '../../eventstore/testing/relay.ts';
import { createToyWorld, type ToyWorld } from '../../eventstore/testing/toy.ts';
import { until } from '../../eventstore/testing/until.ts';
import type { Embedder } from '../embedders/embedder.ts';
import { localLexicalEmbedder } from '../embedders/local-lexical.ts';
import { auditCold } from './audit.ts';
import type { ColdEngine, ColdMemory } from './cold-memory.ts';
import { coldMemoryFeedName, createColdMemoryFeed } from './feed.ts';
import { createPostgresEngine } from './postgres.ts';
import { createColdRecall } from './recall-cold.ts';
import { hasCaughtUp, retireOldCollections } from './retire.ts';
import { chromaUrl, createTestChroma } from './testing/chroma-server.ts';

const signal = () => AbortSignal.timeout(30_000);

/** The same vectors under another name: to the cold memory, another embedder. */
const renamed: Embedder = { ...localLexicalEmbedder, id: 'renamed/1/1024' };

let world: ToyWorld;
const append = (type: MemoryEvent['type'], userId: string, number: number, text = '') => {
  const memoryId = `m${number}`;
  const facts = { memoryId, userId, kind: 'message', text, occurredAt: '2021-12-12', sourceEventIds: ['e1'] };
  const data = type === 'MemoryForgotten' ? { memoryId, userId, reason: 'test' } : facts;
  return world.store.append(memoryStream(`${userId}-${memoryId}`), 'any', [{ type, data }], {
    id: randomUUID(),
    correlationId: 'c',
    actor: 'test',
    subject: userId,
  });
};
const textsOf = async (cold: ColdMemory): Promise<string[]> =>
  (await cold.list(0, 1_000, signal())).map(({ userId, text }) => `${userId}: ${text}`).sort();

/** What any engine must do; `open` gives one of its own for each test. */
const describeFeed = (
  name: string,
  open: () => Promise<{ engine: ColdEngine; close: () => Promise<void> }>,
): void => {
  describe(`feed of the cold memory: ${name}`, () => {
    let engine: ColdEngine;
    let close: () => Promise<void>;
    beforeEach(async () => {
      world = await createToyWorld();
      ({ engine, close } = await open());
    });
    afterEach(async () => {
      await close();
      await world.close();
    });

    it('ends where the log ends, whatever happened on the way', async () => {
      const cold = engine.open(localLexicalEmbedder);
      const feed = createColdMemoryFeed(cold, localLexicalEmbedder);
      const standing = new Map<string, string>();
      const live = async (from: number, to: number): Promise<void> => {
        for (let n = from; n < to; n++) {
          const dice = createHash('sha256').update(`${n}`).digest();
          const userId = ['anna', 'bert', 'carl'][dice[0]! % 3]!;
          const number = dice[1]! % 25;
          const key = `${userId} ${number}`;
          if (standing.has(key) && dice[2]! % 3 === 0) {
            standing.delete(key);
            await append('MemoryForgotten', userId, number);
          } else {
            const text = `note ${n} about ${dice[3]! % 2 === 0 ? 'wine' : 'running'}`;
            await append(standing.has(key) ? 'MemorySuperseded' : 'MemoryFormed', userId, number, text);
            standing.set(key, `${userId}: ${text}`);
          }
        }
      };
      await live(0, 120);
      const worker = world.start(feed);
      await live(120, 200);
      await world.settled(feed);
      await worker.stop();
      await live(200, 260);
      world.start(feed);
      await world.settled(feed);
      expect(await textsOf(cold)).toEqual([...standing.values()].sort());
      expect(await auditCold(cold, localLexicalEmbedder, 200, signal())).toMatchObject({ lost: [] });
      expect(await listParked(world.pool, feed.name)).toEqual([]);
    });

    it('fills a collection again that was lost while its checkpoint was kept', async () => {
      const cold = engine.open(localLexicalEmbedder);
      const feed = createColdMemoryFeed(cold, localLexicalEmbedder);
      world.start(feed);
      for (let n = 0; n < 5; n++) await append('MemoryFormed', n % 2 === 0 ? 'anna' : 'bert', n, `note ${n}`);
      await world.settled(feed);
      await engine.drop(cold.collection, signal());
      await append('MemoryFormed', 'anna', 9, 'one more');
      await until(
        'all of them',
        async () => (await cold.exists(signal())) && (await textsOf(cold)).length === 6,
      );
    });

    it('parks what the embedder refuses, and that alone', async () => {
      const fussy: Embedder = {
        ...localLexicalEmbedder,
        embed: (texts, stop) => {
          if (texts.some((text) => text.includes('poison')))
            throw new CodedError('embedding_refused', 500, 'refused');
          return localLexicalEmbedder.embed(texts, stop);
        },
      };
      const cold = engine.open(fussy);
      const feed = createColdMemoryFeed(cold, fussy);
      for (const [n, text] of ['tea', 'poison', 'wine'].entries())
        await append('MemoryFormed', 'anna', n, text);
      world.start(feed);
      await world.settled(feed);
      expect(await textsOf(cold)).toEqual(['anna: tea', 'anna: wine']);
      expect((await listParked(world.pool, feed.name)).map(({ error }) => error)).toEqual([
        'CodedError: refused',
      ]);
    });

    it('embeds anew beside the old collection, which answers until then and is dropped after', async () => {
      const [old, next] = [engine.open(renamed), engine.open(localLexicalEmbedder)];
      const oldFeed = createColdMemoryFeed(old, renamed);
      for (let n = 0; n < 70; n++) await append('MemoryFormed', 'anna', n, `note ${n}`);
      const worker = world.start(oldFeed);
      await world.settled(oldFeed);
      await worker.stop();

      let held = true;
      const slow: Embedder = {
        ...localLexicalEmbedder,
        embed: async (texts, stop) => {
          if (held) throw new CodedError('engine_unavailable', 503, 'not yet');
          return localLexicalEmbedder.embed(texts, stop);
        },
      };
      const nextFeed = createColdMemoryFeed(next, slow);
      const asked: string[] = [];
      const watched = (name: string, cold: ColdMemory): ColdMemory => ({
        ...cold,
        query: (...question) => {
          asked.push(name);
          return cold.query(...question);
        },
      });
      const recall = createColdRecall(
        { cold: watched('next', next), embedder: localLexicalEmbedder },
        {
          cold: watched('old', old),
          embedder: renamed,
          hasBeenCaughtUpWith: () => hasCaughtUp(world.pool, nextFeed.name, oldFeed.name),
        },
      );
      const ask = async () => {
        const { memories } = await recall.recall({ userId: 'anna', query: 'note 42', limit: 1 }, signal());
        return memories[0]?.text;
      };
      const retire = () => retireOldCollections(world.pool, engine, localLexicalEmbedder.id, signal());

      expect(await retire()).toEqual({ dropped: [], kept: [old.collection] });
      world.start(nextFeed);
      await until('the new collection', () => next.exists(signal()));
      expect(await ask()).toBe('note 42');
      expect(await retire()).toEqual({ dropped: [], kept: [old.collection] });
      held = false;
      await world.settled(nextFeed);
      expect(await ask()).toBe('note 42');
      expect(asked).toEqual(['old', 'next']);
      expect(await next.count(signal())).toBe(await old.count(signal()));

      expect(await retire()).toEqual({ dropped: [old.collection], kept: [] });
      expect(await retire()).toEqual({ dropped: [], kept: [] });
      expect(await engine.collections(signal())).toEqual([next.collection]);
      expect(await ask()).toBe('note 42');
      const { rows } = await world.pool.query('select from work.checkpoints where processor = $1', [
        coldMemoryFeedName(engine.name, renamed.id),
      ]);
      expect(rows).toEqual([]);
    });
  });
};

describeFeed('PostgreSQL', async () => ({ engine: createPostgresEngine(world.pool), close: async () => {} }));

const url = chromaUrl();
if (url === undefined) describe.skip('CHROMA_URL is not set: no Chroma to feed', () => it('', () => {}));
else {
  describeFeed('Chroma', async () => {
    const chroma = createTestChroma(url);
    return { engine: chroma.engine, close: chroma.drop };
  });

  describe('feed of the cold memory: Chroma that goes down', () => {
    let relay: Relay;
    let chroma: ReturnType<typeof createTestChroma>;
    beforeEach(async () => {
      world = await createToyWorld();
      relay = await createRelay(url);
      chroma = createTestChroma(url, { url: relay.url, timeoutMs: 500 });
    });
    afterEach(async () => {
      await world.close();
      await relay.close();
      await chroma.drop();
    });

    it.each(['refuse', 'stall'] as const)(
      'waits at its checkpoint and catches up by itself: %s',
      async (failure) => {
        const cold = chroma.engine.open(localLexicalEmbedder);
        const feed = createColdMemoryFeed(cold, localLexicalEmbedder);
        const retries: unknown[] = [];
        world.start(feed, { onRetry: (_, error) => retries.push(error) });
        await append('MemoryFormed', 'anna', 0, 'tea');
        await world.settled(feed);
        const reached = await hasCaughtUp(world.pool, feed.name, 'nobody');
        expect(reached).toBe(true);

        await relay[failure]();
        for (let n = 1; n <= 100; n++) await append('MemoryFormed', ['anna', 'bert'][n % 2]!, n, `note ${n}`);
        await until('it has tried twice', () => retries.length >= 2);
        for (const error of retries) expect(error).toMatchObject({ code: 'engine_unavailable' });
        await expect(
          createColdRecall({ cold, embedder: localLexicalEmbedder }).recall(
            { userId: 'anna', query: 'tea', limit: 1 },
            signal(),
          ),
        ).rejects.toMatchObject({ code: 'engine_unavailable' });

        await relay.open();
        await world.settled(feed);
        expect(await cold.count(signal())).toBe(101);
        expect(await listParked(world.pool, feed.name)).toEqual([]);
      },
    );
  });
}
