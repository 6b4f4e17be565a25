import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nightlyFeatures } from './nightly-features.ts';
import { nights } from './nights.ts';
import { horizonFor, liftHorizon, trimReadings } from './reading-horizon.ts';
import { readings } from './readings.ts';
import { type Happening, happening, live } from './testing/random-life.ts';
import { randomDocument } from './testing/random-readings.ts';
import { ENGINES, openReadStore, type ReadStore } from './testing/read-store.ts';

const NOW = new Date('2026-04-15T12:00:00Z');
const KEEP_DAYS = 45;
const HORIZON = '2026-02-06T00:00:00.000Z';
const TABLES = ['readings', 'reading_hours'] as const;

describe('the horizon', () => {
  it.each([
    ['2026-04-15T12:00:00Z', 45, HORIZON],
    ['2026-03-23T00:00:00Z', 45, HORIZON],
    ['2026-03-22T23:59:59Z', 45, '2026-01-07T00:00:00.000Z'],
    ['2026-02-07T00:00:00Z', 1, HORIZON],
  ])('at %s, keeping %i days, is %s: an edge of chunks, never younger than asked', (now, days, expected) => {
    expect(horizonFor(new Date(now), days).toISOString()).toBe(expected);
  });
});

describe.each(ENGINES)('retention on %s', (engine) => {
  let opened: ReadStore | undefined;
  let commands = 0;
  beforeEach(async () => {
    opened = await openReadStore(engine, [readings, nightlyFeatures, nights]);
  });
  afterEach(() => opened?.close());

  const tell = async (each: ReadStore, happened: readonly Happening[]): Promise<void> => {
    for (const one of happened) await live(each.store, 'ada', `${commands++}`, one);
    await each.settled();
  };
  /** Both sides of the horizon, with nights. */
  const aLife = (each: ReadStore): Promise<void> =>
    tell(each, [
      ...fc.sample(randomDocument(26), { numRuns: 40, seed: 4 }),
      ...fc.sample(happening, { numRuns: 40, seed: 9 }),
    ]);
  const old = (document: Partial<Happening & { what: 'document' }>['document'] | undefined = undefined) =>
    fc
      .sample(randomDocument(1), { numRuns: 30, seed: 21 })
      .map((one) => (one.what === 'document' && document !== undefined ? { ...one, document } : one));
  const beyond = async ({ pool }: ReadStore): Promise<number[]> => {
    const { rows } = await pool.query<{ n: string }>(
      `select count(*) as n from read.readings where start_at < $1
       union all select count(*) from read.reading_hours where hour < $1`,
      [HORIZON],
    );
    return rows.map(({ n }) => Number(n));
  };
  const identical = async (each: ReadStore): Promise<boolean[]> =>
    (await each.rebuildAll()).map((report) => report.identical);

  it('removes what is older and nothing else; a rebuild neither brings it back nor misses it', async ({
    skip,
  }) => {
    if (opened === undefined) return skip('this server has no TimescaleDB');
    await aLife(opened);
    expect(await identical(opened)).toEqual([true, true, true]);
    const all = await Promise.all(TABLES.map(opened.rows));
    const night = await Promise.all(['night_documents', 'nights'].map(opened.rows));
    const [goneReadings, goneHours] = await beyond(opened);
    expect(goneReadings).toBeGreaterThan(10);

    expect(await trimReadings(opened.pool, NOW, KEEP_DAYS)).toEqual({
      horizon: new Date(HORIZON),
      cleared: true,
    });
    expect(await beyond(opened)).toEqual([0, 0]);
    const kept = await Promise.all(TABLES.map(opened.rows));
    expect(kept.map((rows) => rows.length)).toEqual([
      all[0]!.length - goneReadings!,
      all[1]!.length - goneHours!,
    ]);
    expect(kept[0]!.length).toBeGreaterThan(10);
    expect(await trimReadings(opened.pool, NOW, KEEP_DAYS)).toMatchObject({ cleared: false });
    expect(await trimReadings(opened.pool, NOW, 10_000), 'and never goes back').toMatchObject({
      horizon: new Date(HORIZON),
    });

    expect(await identical(opened)).toEqual([true, true, true]);
    expect(await Promise.all(TABLES.map(opened.rows))).toEqual(kept);
    expect(await Promise.all(['night_documents', 'nights'].map(opened.rows))).toEqual(night);

    await liftHorizon(opened.pool);
    expect(await identical(opened)).toEqual([false, true, true]);
    expect(await Promise.all(TABLES.map(opened.rows))).toEqual(all);
  });

  it('leaves out what comes late, is corrected or withdrawn beyond the horizon; the night still learns of it', async ({
    skip,
  }) => {
    if (opened === undefined) return skip('this server has no TimescaleDB');
    await aLife(opened);
    await trimReadings(opened.pool, NOW, KEEP_DAYS);
    const documents = await opened.rows('night_documents');
    await tell(opened, old());
    await tell(opened, fc.sample(happening, { numRuns: 40, seed: 77 }));
    expect(await beyond(opened)).toEqual([0, 0]);
    expect(await opened.rows('night_documents')).not.toEqual(documents);
    expect(await identical(opened)).toEqual([true, true, true]);
    expect(await beyond(opened)).toEqual([0, 0]);
  });

  it('trims the copy of before a rebuild, too, and waits for no rebuild', async ({ skip }) => {
    if (opened === undefined) return skip('this server has no TimescaleDB');
    await aLife(opened);
    await opened.rebuildAll();
    const client = await opened.pool.connect();
    await client.query('select pg_advisory_lock_shared(4702111234474983748)');
    await expect(trimReadings(opened.pool, NOW, KEEP_DAYS)).rejects.toMatchObject({
      code: 'rebuild_running',
    });
    expect((await beyond(opened))[0]).toBeGreaterThan(10);
    await client.query('select pg_advisory_unlock_shared(4702111234474983748)');
    client.release();
    await trimReadings(opened.pool, NOW, KEEP_DAYS);
    const { rows } = await opened.pool.query(
      `select count(*)::int as n from read_previous.readings where start_at < $1`,
      [HORIZON],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('keeps answering and taking in while it removes', async ({ skip }) => {
    if (opened === undefined) return skip('this server has no TimescaleDB');
    await aLife(opened);
    const { pool } = opened;
    let trimming = true;
    const asking = Promise.all(
      [0, 1].map(async () => {
        let asked = 0;
        for (; trimming; asked++) await pool.query('select count(*), max(value) from read.readings');
        return asked;
      }),
    );
    const telling = tell(opened, old());
    for (const days of [95, 65, KEEP_DAYS]) await trimReadings(pool, NOW, days);
    trimming = false;
    expect((await asking).every((asked) => asked > 0)).toBe(true);
    await telling;
    expect(await beyond(opened)).toEqual([0, 0]);
    expect(await identical(opened)).toEqual([true, true, true]);
  });

  it('leaves a person erasable: every row is found by an index on the user, and none comes back', async ({
    skip,
  }) => {
    if (opened === undefined) return skip('this server has no TimescaleDB');
    await aLife(opened);
    await trimReadings(opened.pool, NOW, KEEP_DAYS);
    const others = async () =>
      (await Promise.all([...TABLES, 'quarantined'].map(opened!.rows))).map((rows) =>
        rows.filter((row) => !row.startsWith('(ada-0,')),
      );
    const before = await others();
    expect((await opened.rows('readings')).some((row) => row.startsWith('(ada-0,'))).toBe(true);
    const client = await opened.pool.connect();
    await client.query('begin; set local enable_seqscan = off');
    for (const table of [...TABLES, 'quarantined']) {
      const text = `delete from read.${table} where user_id = 'ada-0'`;
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/Index Cond: \(user_id = 'ada-0'/);
      expect(plan).not.toContain('Seq Scan');
      await client.query(text);
    }
    await client.query('commit');
    client.release();
    await opened.keys.erase('user:ada-0');
    expect(await others()).toEqual(before);
    expect((await opened.rows('readings')).some((row) => row.startsWith('(ada-0,'))).toBe(false);
    expect((await opened.rebuildAll())[0]).toMatchObject({ projection: 'readings', identical: true });
  });

  if (engine === 'TimescaleDB')
    it('drops whole chunks', async ({ skip }) => {
      if (opened === undefined) return skip('this server has no TimescaleDB');
      await aLife(opened);
      const chunks = async () => {
        const { rows } = await opened!.pool.query<{ range_end: Date }>(
          `select range_end from timescaledb_information.chunks
            where hypertable_schema = 'read' and hypertable_name = 'readings' order by 1`,
        );
        return rows.map((row) => row.range_end.toISOString());
      };
      const before = await chunks();
      await trimReadings(opened.pool, NOW, KEEP_DAYS);
      expect(before.filter((end) => end <= HORIZON).length).toBeGreaterThan(0);
      expect(await chunks()).toEqual(before.filter((end) => end > HORIZON));
    });
});
