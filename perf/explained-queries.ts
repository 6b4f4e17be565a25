import { Kysely, PostgresDialect } from 'kysely';
import { connectPool } from '../app/database/connect.ts';
import type { ReadDatabase } from '../projections/read-database.ts';
import { readingBuckets } from '../projections/reading-buckets.ts';
import { readingsPage } from '../projections/reading-queries.ts';
import type { ReadingsRequest } from '../projections/reading-range.ts';

/** Every query that the questions really send, in the order sent, as Markdown with its plan. */
export const explainedQueries = async (
  url: string,
  userId: string,
  request: (userId: string, cursor?: string) => ReadingsRequest,
  middle: string,
): Promise<string> => {
  const pool = connectPool(url, 'explain', 1);
  const sent: { sql: string; parameters: readonly unknown[] }[] = [];
  const db: ReadDatabase = new Kysely({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void sent.push(query),
  });
  const questions: Readonly<Record<string, () => Promise<unknown>>> = {
    'bucket=1d, the year': () => readingBuckets(db, request(userId), '1d'),
    'bucket=1h, a page of July': () => readingBuckets(db, request(userId, middle), '1h'),
    'bucket=5m, a page of July': () => readingBuckets(db, request(userId, middle), '5m'),
    'bucket=raw, the first page': () => readingsPage(db, request(userId)),
  };
  const parts: string[] = [];
  try {
    for (const [name, question] of Object.entries(questions)) {
      parts.push(`## ${name}`);
      sent.length = 0;
      await question();
      for (const { sql, parameters } of [...sent]) {
        if (sql.includes('pg_extension')) continue;
        const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
          `explain (analyze, buffers, costs off) ${sql}`,
          [...parameters],
        );
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        const text = sql.replace(/\s+/g, ' ').trim();
        parts.push(`\`\`\`sql\n${text}\n-- ${JSON.stringify(parameters)}\n\`\`\`\n\n\`\`\`\n${plan}\n\`\`\``);
      }
    }
  } finally {
    await db.destroy();
  }
  return `${parts.join('\n\n')}\n`;
};
