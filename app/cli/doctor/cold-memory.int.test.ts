import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromaUrl } from '../../../memory/cold/testing/chroma-server.ts';
import { entry } from '../../../memory/cold/testing/conformance.ts';
import { localLexicalEmbedder } from '../../../memory/embedders/local-lexical.ts';
import {
  type FakeEmbeddingsServer,
  sendJson,
  startFakeEmbeddingsServer,
} from '../../../memory/embedders/testing/fake-embeddings-server.ts';
import { openChroma } from '../../engines/cold-tier.ts';
import { CLOSED_PORT } from '../../testing/nobody.ts';
import { examineChroma } from './chroma.ts';
import { examineEmbeddings } from './embeddings.ts';
import { settings } from './testing/settings.ts';

const CHROMA = chromaUrl();
const embedder = localLexicalEmbedder;

describe('an embeddings server', () => {
  let server: FakeEmbeddingsServer;
  beforeAll(async () => {
    server = await startFakeEmbeddingsServer();
  });
  afterAll(async () => {
    await server?.close();
  });
  const config = (over = {}) => ({ url: server.url, model: 'small', apiKey: 'secret-word', ...over });

  it('that answers well tells how long its vectors are; its key is named as accepted, never as it is', async () => {
    const { findings, embedder: found } = await examineEmbeddings(config());
    expect(found).toMatchObject({ id: 'openai-compatible/small/3', dimension: 3 });
    expect(findings).toMatchObject([
      { about: 'embeddings', says: expect.stringMatching(/3 numbers a text, .* the key is accepted/) },
    ]);
    expect(JSON.stringify(findings)).not.toContain('secret-word');
  });

  it.each([
    [401, 'EMBEDDING_API_KEY'],
    [404, 'EMBEDDING_MODEL'],
    [429, 'quota'],
    [503, 'EMBEDDING_URL'],
  ])('that answers %i: what to do about it', async (status, remedy) => {
    server.behave((_, reply) => sendJson(reply, {}, status));
    const { findings, embedder: found } = await examineEmbeddings(config());
    expect(found).toBeUndefined();
    expect(findings).toMatchObject([
      {
        level: 'bad',
        says: expect.stringContaining(String(status)),
        remedy: expect.stringContaining(remedy),
      },
    ]);
  });

  it('none: nothing to say, the local embedder', async () => {
    expect(await examineEmbeddings(undefined)).toEqual({ findings: [], embedder });
  });
});

describe('Chroma', () => {
  const examineAt = (url: string, namespace?: string) =>
    examineChroma(url, openChroma(settings({ CHROMA_URL: url }, namespace))!, Promise.resolve(embedder));

  it('nobody listens: says where and what to do', async () => {
    expect(await examineAt(`http://127.0.0.1:${CLOSED_PORT}`)).toMatchObject([
      {
        level: 'bad',
        about: 'chroma',
        says: expect.stringContaining(`127.0.0.1:${CLOSED_PORT}`),
        remedy: expect.stringContaining('CHROMA_URL'),
      },
    ]);
  });

  it('something else listens', async () => {
    const other = createServer((_, reply) => reply.writeHead(404).end('nothing here')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const findings = await examineAt(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
    expect(findings).toMatchObject([{ level: 'bad', about: 'chroma' }]);
    other.close();
  });

  it.skipIf(CHROMA === undefined)(
    'its collections with their counts (skipped where CHROMA_URL is not set)',
    async () => {
      const config = settings({ CHROMA_URL: CHROMA! });
      const before = await examineAt(CHROMA!, config.namespace);
      expect(before.map(({ level, about }) => [level, about])).toEqual([
        ['ok', 'chroma'],
        ['ok', 'chroma collection'],
      ]);
      expect(before[1]!.says).toContain('none yet');

      const engine = openChroma(config)!;
      const signal = AbortSignal.timeout(20_000);
      for (const owner of [embedder, { id: 'older/1/2', dimension: 2 }]) {
        const cold = engine.open(owner);
        await cold.prepare(signal);
        const vector = [1, ...new Array<number>(owner.dimension - 1).fill(0)];
        await cold.upsert([entry('ada', { vector })], signal);
      }
      const after = (await examineAt(CHROMA!, config.namespace)).map(({ says }) => says);
      expect(after.slice(1).toSorted()).toEqual(
        [
          expect.stringMatching(`: 1 memories, vectors of ${embedder.id}$`),
          expect.stringMatching(/: 1 memories, vectors of older\/1\/2, not the current embedder/),
        ].toSorted(() => (after[1]!.includes('older') ? 1 : 0)),
      );
      for (const collection of await engine.collections(signal)) await engine.drop(collection, signal);
    },
  );
});
