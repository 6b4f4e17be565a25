import type { ChromaClient, Collection, CollectionMetadata } from 'chromadb';
import { CodedError } from '../../domain/errors.ts';
import { type ChromaCall, type ChromaOptions, createChromaCall } from './chroma-calls.ts';
import { isMadeAlready, isMissing } from './chroma-failures.ts';
import { EXACT_UP_TO, nearestInChroma } from './chroma-nearest.ts';
import { metadataOf, type RecordMetadata, recordOf } from './chroma-records.ts';
import type { ColdCollection, ColdEngine, ColdMemory } from './cold-memory.ts';
import { collectionOf, DEFAULT_PREFIX, isOurs } from './collection.ts';
import { inBatches, keyOf, newestByKey, readyToStore, refuseMisfit } from './entries.ts';

/** Far below what a server takes at once (5,461 as a rule); a request stays near 1 MB. */
const BATCH = 256;
const LIST_PAGE = 100;

/**
 * Memories of one person are alike, and alike vectors are where a sparse graph loses some: with the server's defaults 258
 * of 3,000 were not found by their own text, with these 0 to 2 of 3,000 (`nearestInChroma` finds those too) and none of
 * 10,000. 64 neighbours cost 512 bytes beside the 4 KiB of a vector.
 */
const HNSW = { space: 'cosine', max_neighbors: 64, ef_construction: 400, ef_search: 200 } as const;

/** Cold memory in Chroma. Vectors always come with the call: no embedding function of Chroma's own is ever used. */
export const createChromaEngine = (options: ChromaOptions): ColdEngine => {
  const call = createChromaCall(options);
  const prefix = options.prefix ?? DEFAULT_PREFIX;
  const collections = (signal: AbortSignal): Promise<ColdCollection[]> =>
    call(signal, async (client) => (await ours(client, prefix)).map(described));
  return {
    name: 'chroma',
    open: (embedder) =>
      openCollection(call, prefix, collectionOf(prefix, embedder), options.exactUpTo ?? EXACT_UP_TO),
    collections,
    drop: ({ name }, signal) =>
      call(signal, async (client) => {
        if (!isOurs(prefix, name))
          throw new CodedError('invalid_request', 400, `${name} is no collection of ours`);
        await client.deleteCollection({ name }).catch((error) => {
          if (!isMissing(error)) throw error;
        });
      }),
  };
};

const ours = async (client: ChromaClient, prefix: string): Promise<Collection[]> => {
  const found: Collection[] = [];
  for (let offset = 0; ; offset += LIST_PAGE) {
    const page = await client.listCollections({ limit: LIST_PAGE, offset });
    found.push(...page.filter(({ name }) => isOurs(prefix, name)));
    if (page.length < LIST_PAGE) return found;
  }
};

const described = ({
  name,
  metadata,
}: {
  name: string;
  metadata: CollectionMetadata | undefined;
}): ColdCollection => ({
  name,
  embedderId: String(metadata?.['embedder_id'] ?? ''),
  dimension: Number(metadata?.['dimension'] ?? 0),
});

const openCollection = (
  call: ChromaCall,
  prefix: string,
  collection: ColdCollection,
  exactUpTo: number,
): ColdMemory => {
  const { name, dimension } = collection;
  let knownId: string | undefined;

  /** A collection that was made anew has another id: the one we know is dropped as soon as it is not found. */
  const withCollection = <T>(
    signal: AbortSignal,
    work: (found: Collection, client: ChromaClient) => Promise<T>,
  ) =>
    call(signal, async (client) => {
      try {
        knownId ??= (await client.getCollection({ name })).id;
        return await work(client.collection(knownId), client);
      } catch (error) {
        if (isMissing(error)) knownId = undefined;
        throw error;
      }
    });

  const exists = (signal: AbortSignal): Promise<boolean> =>
    call(signal, async (client) => {
      try {
        knownId = (await client.getCollection({ name })).id;
        return true;
      } catch (error) {
        if (!isMissing(error)) throw error;
        knownId = undefined;
        return false;
      }
    });

  return {
    engine: 'chroma',
    collection,
    exists,
    prepare: (signal) =>
      call(signal, async (client) => {
        const metadata = { embedder_id: collection.embedderId, dimension };
        const wanted = { name, metadata, embeddingFunction: null, configuration: { hnsw: HNSW } };
        const made = await client.getOrCreateCollection(wanted).catch((error) => {
          if (!isMadeAlready(error)) throw error;
          return client.getCollection({ name });
        });
        knownId = made.id;
      }),
    upsert: async (entries, signal) => {
      const ready = readyToStore(entries, dimension);
      if (ready.length === 0) return;
      await withCollection(signal, async (found, client) => {
        const most = await client.getMaxBatchSize();
        await inBatches(ready, most > 0 ? Math.min(most, BATCH) : BATCH, (batch) =>
          found.upsert({
            ids: batch.map(keyOf),
            embeddings: batch.map(({ vector }) => [...vector]),
            documents: batch.map(({ text }) => text),
            metadatas: batch.map(metadataOf),
          }),
        );
      });
    },
    remove: async (memories, signal) => {
      if (memories.length === 0) return;
      await withCollection(signal, (found) =>
        inBatches(newestByKey(memories), BATCH, (batch) => found.delete({ ids: batch.map(keyOf) })),
      );
    },
    forgetUser: (userId, signal) =>
      call(signal, async (client) => {
        for (const { id } of await ours(client, prefix))
          await client
            .collection(id)
            .delete({ where: { user_id: userId } })
            .catch((error) => {
              if (!isMissing(error)) throw error;
            });
      }),
    query: async (userId, vector, limit, signal) => {
      refuseMisfit(vector, dimension, 'a query');
      if (limit < 1) return [];
      return withCollection(signal, (found) => nearestInChroma(found, userId, vector, limit, exactUpTo));
    },
    list: (offset, limit, signal) =>
      withCollection(signal, async (found) => {
        const answer = await found.get<RecordMetadata>({
          offset,
          limit,
          include: ['metadatas', 'documents'],
        });
        return answer.rows().map(recordOf);
      }),
    count: (signal) => withCollection(signal, (found) => found.count()),
    check: async (signal) => {
      const started = performance.now();
      const version = await call(signal, (client) => client.version());
      const latencyMs = performance.now() - started;
      const there = await exists(signal);
      const memories = there ? await withCollection(signal, (found) => found.count()) : undefined;
      return { version, latencyMs, memories };
    },
  };
};
