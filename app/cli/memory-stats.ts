import type pg from 'pg';
import { within } from '../../projections/kafka/kafka-client.ts';
import type { Config } from '../config.ts';
import type { OptionalEngines } from '../engines/optional-engines.ts';
import type { Say } from '../serve.ts';
import { reasonOf } from './doctor/finding.ts';
import { withAllEngines } from './with-engines.ts';

const ASK_MS = 10_000;

/** What each tier of memory holds, of all people. Exit code 1 when one of them does not answer. */
export const memoryStats = (config: Config, say: Say): Promise<number> =>
  withAllEngines(config, async ({ pool }, optional) => {
    const tiers = await Promise.allSettled([hot(optional), warm(pool), cold(optional)]);
    const names = ['hot', 'warm', 'cold'];
    tiers.forEach((tier, index) => {
      const lines = tier.status === 'fulfilled' ? tier.value : [`does not answer: ${reasonOf(tier.reason)}`];
      for (const line of lines) say(`${names[index]!.padEnd(5)} ${line}`);
    });
    return tiers.every(({ status }) => status === 'fulfilled') ? 0 : 1;
  });

const hot = async ({ redis }: OptionalEngines): Promise<string[]> => {
  if (redis === undefined)
    return ['in each gateway, not seen from here (REDIS_URL is not set): the newest of warm memory'];
  await redis.check();
  const { people, entries, complete } = await within(ASK_MS, redis.hot.stats());
  return [`${complete ? '' : 'more than '}${entries} entries of ${people} people, in Redis`];
};

const warm = async (pool: pg.Pool): Promise<string[]> => {
  const table = await pool.query<{ name: string | null }>(`select to_regclass('read.memories') as name`);
  if (table.rows[0]!.name === null) return ['nothing yet, in PostgreSQL: the first start makes its tables'];
  const { rows } = await pool.query<{ people: string; memories: string }>(
    'select count(distinct user_id) as people, count(*) as memories from read.memories',
  );
  return [`${rows[0]!.memories} memories of ${rows[0]!.people} people, in PostgreSQL`];
};

/** Without asking the embeddings server: which collection is the current one it alone would know. */
const cold = async ({ coldEngine }: OptionalEngines): Promise<string[]> => {
  const signal = AbortSignal.timeout(ASK_MS);
  const collections = await coldEngine.collections(signal);
  const where = coldEngine.name === 'chroma' ? 'Chroma' : 'PostgreSQL';
  const lines = await Promise.all(
    collections.map(async ({ name, embedderId: id, dimension }) => {
      const memories = await coldEngine.open({ id, dimension }).count(signal);
      return `${memories} memories, in ${where}: ${name}, vectors of ${id}`;
    }),
  );
  return lines.length > 0 ? lines : [`nothing yet, in ${where}: the first worker makes the collection`];
};
