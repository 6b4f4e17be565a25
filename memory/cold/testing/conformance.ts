import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toUnitLength } from '../../embedders/embedder.ts';
import type { ColdEngine, ColdEntry, ColdMemory } from '../cold-memory.ts';

export interface OpenedEngine {
  readonly engine: ColdEngine;
  close(): Promise<void>;
}

const DIMENSION = 8;
const signal = (): AbortSignal => AbortSignal.timeout(30_000);

/** One vector for each angle in the plane of the first two axes: their cosines are known. */
const atAngle = (degrees: number): number[] => {
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians), 0, 0, 0, 0, 0, 0];
};
const random = (): number[] => toUnitLength(Array.from({ length: DIMENSION }, () => Math.random() - 0.5));

export const entry = (userId: string, over: Partial<ColdEntry> = {}): ColdEntry => ({
  userId,
  memoryId: randomUUID(),
  kind: 'message',
  text: 'I drank green tea',
  occurredAt: '2021-12-12',
  sourceEventIds: ['e1'],
  vector: atAngle(0),
  ...over,
});

/** What every engine of the cold memory keeps to, against the real one. */
export const describeColdMemory = (name: string, open: () => Promise<OpenedEngine>): void => {
  describe(`cold memory: ${name}`, () => {
    let opened: OpenedEngine;
    let cold: ColdMemory;
    const embedder = { id: `test/1/${DIMENSION}`, dimension: DIMENSION };
    const person = (): string => `user-${randomUUID()}`;
    const ask = (userId: string, vector = atAngle(0), limit = 10) =>
      cold.query(userId, vector, limit, signal());
    beforeAll(async () => {
      opened = await open();
      cold = opened.engine.open(embedder);
      await cold.prepare(signal());
    });
    afterAll(() => opened.close());

    it('is made once, however many make it, and says what it was made by', async () => {
      const other = { id: `both/1/${DIMENSION}`, dimension: DIMENSION };
      const together = Array.from({ length: 6 }, () => opened.engine.open(other));
      await Promise.all(together.map((memory) => memory.prepare(signal())));
      await together[0]!.upsert([entry('ada')], signal());
      await together[1]!.prepare(signal());
      expect(await together[5]!.count(signal())).toBe(1);
      const known = (await opened.engine.collections(signal())).find(
        ({ embedderId }) => embedderId === other.id,
      );
      expect(known).toEqual(together[0]!.collection);
      await opened.engine.drop(known!, signal());
      await opened.engine.drop(known!, signal());
    });

    it('answers the closest first, with 1 - cosine', async () => {
      const ada = person();
      const angles = [90, 0, 180, 30, 60];
      const entries = angles.map((angle) => entry(ada, { text: `${angle}`, vector: atAngle(angle) }));
      await cold.upsert(entries, signal());
      const hits = await ask(ada);
      expect(hits.map(({ text }) => text)).toEqual(['0', '30', '60', '90', '180']);
      for (const { text, distance } of hits)
        expect(distance).toBeCloseTo(1 - Math.cos((Number(text) * Math.PI) / 180), 5);
      expect((await ask(ada, atAngle(0), 2)).map(({ text }) => text)).toEqual(['0', '30']);
      expect(await ask(ada, atAngle(0), 0)).toEqual([]);
    });

    it('answers a memory whole, whatever is in it', async () => {
      const ada = 'ada.lovelace:1@x-y_z';
      const given = entry(ada, {
        kind: 'night',
        text: 'Nacht "47 ms"\n{ü} 心拍 \u0001 \'; drop',
        occurredAt: '2021-12-12T05:00:00.000Z',
        sourceEventIds: ['e1', 'é"2'],
      });
      const bare = entry(ada, { text: '', sourceEventIds: [], vector: atAngle(45) });
      await cold.upsert([given, bare], signal());
      const { vector: _, ...facts } = given;
      const { vector: __, ...bareFacts } = bare;
      const [first, second] = await ask(ada);
      expect(first).toEqual({ ...facts, distance: first!.distance });
      expect(second).toEqual({ ...bareFacts, distance: second!.distance });
      expect(await cold.list(0, 1_000, signal())).toContainEqual(facts);
    });

    it('keeps texts that no engine can hold as near as it can', async () => {
      const ada = person();
      await cold.upsert([entry(ada, { text: 'a\u0000b \ud800 c' })], signal());
      expect((await ask(ada))[0]!.text).toBe('ab \ufffd c');
    });

    it('replaces by key, the last one standing', async () => {
      const ada = person();
      const old = entry(ada);
      await cold.upsert(
        [old, { ...old, text: 'beer' }, entry(ada, { vector: atAngle(90), text: 'else' })],
        signal(),
      );
      const before = await cold.count(signal());
      const newer = { ...old, text: 'water', vector: atAngle(120), sourceEventIds: ['e2'] };
      expect((await ask(ada))[0]!.text).toBe('beer');
      await cold.upsert([newer], signal());
      await cold.upsert([newer], signal());
      expect(await cold.count(signal())).toBe(before);
      expect((await ask(ada)).map(({ text }) => text)).toEqual(['else', 'water']);
      expect((await ask(ada))[1]).toMatchObject({ sourceEventIds: ['e2'] });
    });

    it('removes by key and knows nothing of strangers', async () => {
      const ada = person();
      const [one, two] = [entry(ada), entry(ada)];
      await cold.upsert([one, two], signal());
      await cold.remove([one, one, { userId: ada, memoryId: randomUUID() }], signal());
      await cold.remove([], signal());
      expect((await ask(ada)).map(({ memoryId }) => memoryId)).toEqual([two.memoryId]);
      await cold.upsert([one], signal());
      expect(await ask(ada)).toHaveLength(2);
    });

    it('shows nobody the memories of another, even under one memory id', async () => {
      const [ada, bob] = [person(), person()];
      const hers = entry(ada, { text: 'hers' });
      const his = { ...hers, userId: bob, text: 'his' };
      await cold.upsert([hers, his, ...Array.from({ length: 30 }, () => entry(bob))], signal());
      expect((await ask(ada, atAngle(0), 50)).map(({ text }) => text)).toEqual(['hers']);
      await cold.remove([his], signal());
      expect(await ask(ada)).toHaveLength(1);
      expect(await ask(person())).toEqual([]);
      for (const odd of ['', '*', `${ada}%`, `${ada}' or '1'='1`]) expect(await ask(odd)).toEqual([]);
    });

    it('forgets a person in every collection', async () => {
      const [ada, bob] = [person(), person()];
      const other = opened.engine.open({ id: `old/1/${DIMENSION}`, dimension: DIMENSION });
      await other.prepare(signal());
      for (const memory of [cold, other]) await memory.upsert([entry(ada), entry(ada), entry(bob)], signal());
      await cold.forgetUser(ada, signal());
      await cold.forgetUser(ada, signal());
      for (const memory of [cold, other]) {
        expect(await memory.query(ada, atAngle(0), 10, signal())).toEqual([]);
        expect(await memory.query(bob, atAngle(0), 10, signal())).toHaveLength(1);
      }
      await opened.engine.drop(other.collection, signal());
    });

    it('takes more at once than a batch, and finds all of them', async () => {
      const ada = person();
      const entries = Array.from({ length: 1_100 }, (_, n) => entry(ada, { text: `${n}`, vector: random() }));
      const before = await cold.count(signal());
      await cold.upsert(entries, signal());
      expect(await cold.count(signal())).toBe(before + 1_100);
      for (const { vector, memoryId } of entries.filter((_, n) => n % 97 === 0))
        expect((await ask(ada, [...vector], 1))[0]!.memoryId).toBe(memoryId);
      expect(await ask(ada, random(), 150)).toHaveLength(150);
      const pages = await Promise.all([0, 500, 1_000].map((offset) => cold.list(offset, 500, signal())));
      expect(new Set(pages.flat().map(({ userId, memoryId }) => `${userId} ${memoryId}`)).size).toBe(
        pages.flat().length,
      );
      await cold.remove(entries, signal());
      expect(await cold.count(signal())).toBe(before);
    });

    it('refuses vectors that do not fit, and keeps nothing of them', async () => {
      const ada = person();
      for (const vector of [
        [1, 2],
        [...atAngle(0).slice(1), Number.NaN],
      ]) {
        await expect(cold.upsert([entry(ada), entry(ada, { vector })], signal())).rejects.toMatchObject({
          code: 'cold_memory_refused',
        });
        await expect(ask(ada, vector)).rejects.toMatchObject({ code: 'cold_memory_refused' });
      }
      expect(await ask(ada)).toEqual([]);
    });

    it('has collections of different embedders apart, and is unavailable where there is none', async () => {
      const other = opened.engine.open({ id: 'wide/1/16', dimension: 16 });
      expect(await other.exists(signal())).toBe(false);
      const wide = [...atAngle(0), ...atAngle(0)];
      await expect(other.query('ada', wide, 5, signal())).rejects.toMatchObject({
        code: 'engine_unavailable',
      });
      await expect(other.upsert([entry('ada', { vector: wide })], signal())).rejects.toMatchObject({
        code: 'engine_unavailable',
      });
      expect(await other.check(signal())).toMatchObject({ memories: undefined });
      await other.prepare(signal());
      await other.upsert([entry('ada', { vector: wide })], signal());
      expect(await other.count(signal())).toBe(1);
      await opened.engine.drop(other.collection, signal());
      expect(await other.exists(signal())).toBe(false);
      await expect(other.count(signal())).rejects.toMatchObject({ code: 'engine_unavailable' });
      await other.prepare(signal());
      expect(await other.count(signal())).toBe(0);
      await opened.engine.drop(other.collection, signal());
    });

    it('tells version, latency and size', async () => {
      const { version, latencyMs, memories } = await cold.check(signal());
      expect(version).toMatch(/^\d+\.\d+/);
      expect(latencyMs).toBeGreaterThan(0);
      expect(memories).toBe(await cold.count(signal()));
    });

    it('stops for the caller', async () => {
      const reason = new Error('enough');
      await expect(cold.query('ada', atAngle(0), 5, AbortSignal.abort(reason))).rejects.toBe(reason);
      const later = new AbortController();
      const asked = cold.query('ada', atAngle(0), 5, later.signal);
      later.abort(reason);
      await expect(asked).rejects.toBe(reason);
    });
  });
};
