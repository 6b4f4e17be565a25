import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { embedderById } from './by-id.ts';
import { toUnitLength } from './embedder.ts';
import { localLexicalEmbedder } from './local-lexical.ts';
import {
  createOpenAiCompatibleEmbedder,
  type OpenAiCompatibleOptions,
  probeDimension,
} from './openai-compatible.ts';
import {
  answerWell,
  type Behaviour,
  DIMENSION,
  embeddingOf,
  type FakeEmbeddingsServer,
  sendJson,
  startFakeEmbeddingsServer,
} from './testing/fake-embeddings-server.ts';

let server: FakeEmbeddingsServer;
beforeAll(async () => {
  server = await startFakeEmbeddingsServer();
});
afterAll(() => server.close());
beforeEach(() => server.behave(answerWell));

const embedder = (over: Partial<OpenAiCompatibleOptions> = {}) =>
  createOpenAiCompatibleEmbedder({ url: server.url, model: 'fake', dimension: DIMENSION, ...over });
const embed = (texts: readonly string[], over: Partial<OpenAiCompatibleOptions> = {}) =>
  embedder(over).embed(texts, AbortSignal.timeout(10_000));
const wanted = (texts: readonly string[]) => texts.map((text) => toUnitLength(embeddingOf(text)));

describe('what is asked', () => {
  it('is one POST of at most 64 texts at a time', async () => {
    const texts = Array.from({ length: 130 }, (_, n) => `text ${n}`);
    expect(await embed(texts)).toEqual(wanted(texts));
    expect(server.asked.map(({ body }) => body.input.length)).toEqual([64, 64, 2]);
    expect(server.asked[0]).toMatchObject({ path: '/v1/embeddings', body: { model: 'fake' } });
  });

  it('has a key only when one is given', async () => {
    await embed(['a']);
    await embed(['a'], { apiKey: 'secret', url: `${server.url}/` });
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer secret']);
    expect(server.asked[1]!.path).toBe('/v1/embeddings');
  });

  it('leaves blank texts out, cuts long ones and has every one well formed', async () => {
    const vectors = await embed(['', 'a', ' \n', '\ud800b', 'é'.repeat(9_000)]);
    expect(server.asked.map(({ body }) => body.input)).toEqual([['a', '\ufffdb', 'é'.repeat(8_000)]]);
    expect(vectors[0]).toEqual([0, 0, 0]);
    expect(vectors[2]).toEqual([0, 0, 0]);
    expect(vectors[1]).toEqual(wanted(['a'])[0]);
    await embed([' ']);
    expect(server.asked).toHaveLength(1);
  });

  it('tells the dimension of a model', async () => {
    expect(await probeDimension({ url: server.url, model: 'fake' }, AbortSignal.timeout(5_000))).toBe(
      DIMENSION,
    );
  });
});

describe('an answer', () => {
  it('in another order is put in order by its indexes; without indexes it is taken as it comes', async () => {
    const texts = ['a', 'bb', 'ccc'];
    server.behave(({ body }, reply) =>
      sendJson(reply, {
        data: body.input.map((text, index) => ({ index, embedding: embeddingOf(text) })).reverse(),
      }),
    );
    expect(await embed(texts)).toEqual(wanted(texts));
    server.behave(({ body }, reply) =>
      sendJson(reply, { data: body.input.map((text) => ({ embedding: embeddingOf(text) })) }),
    );
    expect(await embed(texts)).toEqual(wanted(texts));
  });

  it('that fails at first is asked for again', async () => {
    server.behave((asked, reply, attempt) =>
      attempt < 3
        ? sendJson(reply, { error: 'busy' }, attempt === 1 ? 500 : 429)
        : answerWell(asked, reply, attempt),
    );
    expect(await embed(['a'])).toEqual(wanted(['a']));
    expect(server.asked).toHaveLength(3);
  });

  const vectorsBut =
    (change: (data: unknown[]) => unknown): Behaviour =>
    ({ body }, reply) =>
      sendJson(reply, {
        data: change(body.input.map((text, index) => ({ index, embedding: embeddingOf(text) }))),
      });

  it.each<[string, Behaviour, number]>([
    ['500', (_, reply) => sendJson(reply, {}, 500), 2],
    ['HTML', (_, reply) => void reply.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), 2],
    ['a cut connection', (_, reply) => void reply.destroy(), 2],
    [
      'a body cut short',
      (_, reply) => {
        reply.writeHead(200).write('{"data', () => reply.destroy());
      },
      2,
    ],
    ['one vector too few', vectorsBut((data) => data.slice(1)), 2],
    ['one vector too many', vectorsBut((data) => [...data, { index: 9, embedding: [1, 2, 3] }]), 2],
    ['an index twice', vectorsBut((data) => [data[0], data[0]]), 2],
    ['a number missing', vectorsBut((data) => [data[0], { index: 1, embedding: [1, null, 3] }]), 2],
    ['no vectors', (_, reply) => sendJson(reply, {}), 2],
    ['wrong dimension', vectorsBut((data) => data.map((_, index) => ({ index, embedding: [1, 2] }))), 1],
    ['401', (_, reply) => sendJson(reply, {}, 401), 1],
    ['404', (_, reply) => sendJson(reply, {}, 404), 1],
    ['a redirect', (_, reply) => void reply.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(), 2],
  ])(
    'that is %s is engine_unavailable, after a bounded number of attempts',
    async (_, behaviour, attempts) => {
      server.behave(behaviour);
      await expect(embed(['a', 'b'], { retries: 1 })).rejects.toMatchObject({ code: 'engine_unavailable' });
      expect(server.asked).toHaveLength(attempts);
    },
  );

  it.each([400, 413, 422])('that refuses the texts (%i) is embedding_refused at once', async (status) => {
    server.behave((_, reply) => sendJson(reply, { error: { message: 'my secret text' } }, status));
    const failure = await embed(['my secret text']).catch((error) => error);
    expect(failure).toMatchObject({ code: 'embedding_refused' });
    expect(failure.message).not.toContain('secret');
    expect(server.asked).toHaveLength(1);
  });

  it('that never comes ends at the time limit, or as soon as the caller gives up', async () => {
    server.behave(() => {});
    await expect(embed(['a'], { timeoutMs: 50, retries: 1 })).rejects.toMatchObject({
      code: 'engine_unavailable',
    });
    expect(server.asked).toHaveLength(2);
    const caller = new AbortController();
    const reason = new Error('enough');
    server.behave(() => caller.abort(reason));
    await expect(embedder().embed(['a'], caller.signal)).rejects.toBe(reason);
    expect(server.asked).toHaveLength(1);
  });

  it('of a server that is not there is engine_unavailable', async () => {
    await expect(embed(['a'], { url: 'http://127.0.0.1:9/v1', retries: 0 })).rejects.toMatchObject({
      code: 'engine_unavailable',
    });
  });
});

it('an embedder is found again by its id', () => {
  expect(embedderById(localLexicalEmbedder.id)).toBe(localLexicalEmbedder);
  expect(embedderById('local-lexical/0/1024')).toBeUndefined();
  const of = createOpenAiCompatibleEmbedder({ url: server.url, model: 'org/name:7b', dimension: 384 });
  expect(embedderById(of.id, { url: server.url })).toMatchObject({ id: of.id, dimension: 384 });
  expect(embedderById(of.id)).toBeUndefined();
});
