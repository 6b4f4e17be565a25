import type { ColdCollection, ColdEngine } from '../../../memory/cold/cold-memory.ts';
import type { Embedder } from '../../../memory/embedders/embedder.ts';
import { OPTIONAL_ENGINES } from '../../engines/explain.ts';
import { IN_A_HURRY } from '../../engines/optional-engines.ts';
import { examine, type Finding, milliseconds, ok, warn } from './finding.ts';

const { without, remedy } = OPTIONAL_ENGINES.chroma;
const ASK_MS = 6_000;
/** NEUROS waits no longer for an answer. */
const PATIENCE_MS = IN_A_HURRY.cold.timeoutMs!;
/** Stands in for an embedder that is not known: nothing is kept under it. */
const NOBODY = { id: 'auren-doctor', dimension: 1 };

/**
 * Cold memory where it is in Chroma. Which collection is the current one is not known while the embeddings
 * server is away. Chroma has no rights to look at.
 */
export const examineChroma = (
  url: string,
  engine: ColdEngine,
  examined: Promise<Embedder | undefined>,
): Promise<readonly Finding[]> => {
  const place = new URL(url).host;
  const signal = AbortSignal.timeout(ASK_MS);
  return examine({ about: 'chroma', what: place, without, remedyOf: () => remedy }, async () => {
    const { version, latencyMs } = await engine.open(NOBODY).check(signal);
    const collections = await engine.collections(signal);
    const counts = await Promise.all(collections.map((one) => countOf(engine, one, signal)));
    const embedder = await examined;
    return [
      serverOf(`Chroma at ${place}, version ${version}, ${milliseconds(latencyMs)}`, latencyMs),
      ...collections.map((one, index) => collectionOf(one, counts[index]!, embedder)),
      ...missing(collections, embedder),
    ];
  });
};

const serverOf = (says: string, latencyMs: number): Finding =>
  latencyMs < PATIENCE_MS
    ? ok('chroma', says)
    : warn(
        'chroma',
        `${says}: chat waits ${PATIENCE_MS} ms at most and then recalls without cold memory`,
        'give it a faster machine, or a nearer one',
      );

const countOf = (
  engine: ColdEngine,
  { embedderId: id, dimension }: ColdCollection,
  signal: AbortSignal,
): Promise<number> => engine.open({ id, dimension }).count(signal);

const collectionOf = (
  { name, embedderId }: ColdCollection,
  memories: number,
  embedder: Embedder | undefined,
): Finding => {
  const says = `${name}: ${memories} memories, vectors of ${embedderId}`;
  if (embedder === undefined || embedderId === embedder.id) return ok('chroma collection', says);
  return ok(
    'chroma collection',
    `${says}, not the current embedder; \`auren memory retire\` drops it in time`,
  );
};

const missing = (collections: readonly ColdCollection[], embedder: Embedder | undefined): Finding[] =>
  embedder === undefined || collections.some(({ embedderId }) => embedderId === embedder.id)
    ? []
    : [
        ok(
          'chroma collection',
          `none yet for ${embedder.id}: the first worker makes it and fills it from the log`,
        ),
      ];
