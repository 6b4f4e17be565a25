import type pg from 'pg';
import type { ColdHit } from './cold-memory.ts';
import { cosineDistance } from './cosine-distance.ts';
import { RECORD_COLUMNS, type RecordRow, recordOfRow, vectorOfBytes } from './postgres-rows.ts';

/** Vectors held at once: 8 MiB of 1,024 numbers each. */
const PAGE = 2_000;

/** Looks at every memory of the person, a page at a time. Ties go to the smaller id, so that the same rows answer the same. */
export const nearestInPostgres = async (
  client: pg.ClientBase,
  table: string,
  userId: string,
  vector: readonly number[],
  limit: number,
  signal: AbortSignal,
): Promise<ColdHit[]> => {
  const query = Float64Array.from(vector);
  let best: { readonly memoryId: string; readonly distance: number }[] = [];
  for (let after = ''; ; ) {
    signal.throwIfAborted();
    const { rows } = await client.query<{ memory_id: string; vector: Buffer }>(
      `select memory_id, vector from ${table} where user_id = $1 and memory_id > $2 order by memory_id limit ${PAGE}`,
      [userId, after],
    );
    const page = rows.map(({ memory_id, vector: bytes }) => ({
      memoryId: memory_id,
      distance: cosineDistance(vectorOfBytes(bytes), query),
    }));
    best = [...best, ...page]
      .sort((a, z) => a.distance - z.distance || (a.memoryId < z.memoryId ? -1 : 1))
      .slice(0, limit);
    if (rows.length < PAGE) break;
    after = rows.at(-1)!.memory_id;
  }
  const { rows } = await client.query<RecordRow>(
    `select ${RECORD_COLUMNS} from ${table} where user_id = $1 and memory_id = any ($2)`,
    [userId, best.map(({ memoryId }) => memoryId)],
  );
  const records = new Map(rows.map((row) => [row.memory_id, recordOfRow(row)]));
  return best.map(({ memoryId, distance }) => ({ ...records.get(memoryId)!, distance }));
};
