import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bucket, type BucketItem, readingBuckets } from './reading-buckets.ts';
import { readingsPage } from './reading-queries.ts';
import type { ReadingsRequest } from './reading-range.ts';
import { readings } from './readings.ts';
import { live } from './testing/random-life.ts';
import { dateOf, randomDocument } from './testing/random-readings.ts';
import { ENGINES, openReadStore, type ReadStore } from './testing/read-store.ts';

const found: ReadStore[] = [];
beforeAll(async () => {
  for (const engine of ENGINES) {
    const opened = await openReadStore(engine, [readings]);
    if (opened !== undefined) found.push(opened);
  }
});
afterAll(() => Promise.all(found.map((each) => each.close())));

const DAYS = 9;
const instant = fc
  .integer({ min: -1, max: 4 * DAYS * 24 * 12 })
  .chain((fives) => fc.constantFrom(0, 0, 61_007).map((ms) => Date.UTC(2026, 0, 1) + fives * 300_000 + ms))
  .map((ms) => new Date(ms).toISOString());
const edge = fc.option(fc.oneof(fc.integer({ min: -1, max: 4 * DAYS }).map(dateOf), instant), {
  nil: undefined,
});
const question = fc.record({
  metric: fc.constantFrom(
    'heart_rate' as const,
    'skin_temperature_deviation' as const,
    'sleep_stage' as const,
  ),
  from: edge,
  to: edge,
  bucket: fc.constantFrom<Bucket[]>('5m', '1h', '1d'),
  limit: fc.integer({ min: 1, max: 9 }),
});

const everyPage = async (
  { db }: ReadStore,
  request: ReadingsRequest,
  bucket: Bucket,
): Promise<readonly BucketItem[]> => {
  const items: BucketItem[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await readingBuckets(db, { ...request, cursor }, bucket);
    expect(page.items.length).toBeLessThanOrEqual(request.limit);
    items.push(...page.items);
    if (page.next_cursor === null) return items;
    expect(page.items.length).toBe(request.limit);
    cursor = page.next_cursor;
  }
};

/** From the readings one by one, in JavaScript. */
const computed = async (
  { db }: ReadStore,
  { userId, metric, from, to }: ReadingsRequest,
  bucket: Bucket,
): Promise<Omit<BucketItem, 'unit'>[]> => {
  const { items } = await readingsPage(db, { userId, metric, limit: 100_000 });
  const groups = new Map<string, number[]>();
  const isDate = (text: string): boolean => text.length === 10;
  for (const { value, start, local_date, statistic, context } of items) {
    if (value === null) continue;
    if (from !== undefined && (isDate(from) ? local_date < from : start < from)) continue;
    if (to !== undefined && (isDate(to) ? local_date > to : start >= to)) continue;
    const width = bucket === '1h' ? 3_600_000 : 300_000;
    const begins =
      bucket === '1d'
        ? local_date
        : new Date(Math.floor(Date.parse(start) / width) * width).toISOString().replace('.000Z', 'Z');
    const name = JSON.stringify([begins, statistic, context]);
    groups.set(name, [...(groups.get(name) ?? []), value]);
  }
  return [...groups]
    .map(([name, values]) => {
      const [start, statistic, context] = JSON.parse(name) as [string, string, string];
      const sum = values.reduce((a, b) => a + b, 0);
      return {
        start,
        statistic,
        context,
        count: values.length,
        mean: sum / values.length,
        minimum: Math.min(...values),
        maximum: Math.max(...values),
        sum,
      };
    })
    .sort((a, b) =>
      JSON.stringify([a.start, a.statistic, a.context]) < JSON.stringify([b.start, b.statistic, b.context])
        ? -1
        : 1,
    );
};

const RECOMPUTED = `
  select user_id, metric, date_trunc('hour', start_at, 'UTC') as hour, local_date, statistic, context,
         count(*) filter (where value is not null)::int as count,
         count(distinct floor(extract(epoch from start_at) / 300)) filter (where value is not null)::smallint as five_minutes,
         sum(value::numeric order by reading_key) as sum, min(value) as minimum, max(value) as maximum
    from read.readings group by 1, 2, 3, 4, 5, 6`;

describe('hours of readings', () => {
  it('stay those of the readings, and answer like them, on every engine, after any corrections', async () => {
    let rounds = 0;
    const kept = { readings: 0, buckets: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomDocument(DAYS), { minLength: 5, maxLength: 25, size: 'max' }),
        fc.array(question, { minLength: 12, maxLength: 12 }),
        async (documents, questions) => {
          const where = `round${rounds++}`;
          for (const each of found) {
            for (const [i, happened] of documents.entries()) await live(each.store, where, `${i}`, happened);
            await each.settled();
            const { rows: recomputed } = await each.pool.query<{ row: string }>(
              `select t::text as row from (${RECOMPUTED}) t order by 1`,
            );
            expect(await each.rows('reading_hours')).toEqual(recomputed.map(({ row }) => row));
          }
          kept.readings = (await found[0]!.rows('readings')).length;
          for (const { bucket, ...asked } of questions) {
            const request = { ...asked, userId: `${where}-0` };
            const answers = await Promise.all(found.map((each) => everyPage(each, request, bucket)));
            for (const answer of answers) expect(JSON.stringify(answer)).toBe(JSON.stringify(answers[0]));
            const own = await computed(found[0]!, request, bucket);
            const near = (number: number) => expect.closeTo(number, 6);
            expect(answers[0]).toEqual(
              own.map((item) =>
                expect.objectContaining({ ...item, mean: near(item.mean), sum: near(item.sum) }),
              ),
            );
            kept.buckets += own.length;
          }
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
    expect(kept.readings).toBeGreaterThan(10);
    expect(kept.buckets).toBeGreaterThan(5);
    for (const each of found) expect(await each.rebuildAll()).toMatchObject([{ identical: true, parked: 0 }]);
  });

  it('are the same after a rebuild in large pages', async () => {
    const [plain, ...others] = await Promise.all(
      found.map(async (each) => [await each.rows('readings'), await each.rows('reading_hours')]),
    );
    expect(plain![1]!.length).toBeGreaterThan(10);
    // Event ids are made from command ids, so that even these agree.
    for (const other of others) expect(other).toEqual(plain);
  });
});
