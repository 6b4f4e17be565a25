import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FEWEST_PEOPLE, registerKpiMetrics } from './kpi-metrics.ts';
import { ensureReadTables } from './read-models.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

describe('key figures over people', () => {
  let database: TestDatabase;
  const registry = new Registry();
  const night = async (userId: string, daysAgo: number, value: number, level: string): Promise<void> => {
    await database.pool.query(
      `insert into read.kpis values ($1, (now() at time zone 'utc')::date - $2::int, gen_random_uuid(),
         gen_random_uuid(), jsonb_build_array(jsonb_build_object('kpi', 'hrv_rmssd', 'value', $3::float8,
         'unit', 'ms', 'level', $4::text, 'eventIds', '[]'::jsonb)))`,
      [userId, daysAgo, value, level],
    );
  };
  beforeAll(async () => {
    database = await createTestDatabase();
    await ensureReadTables(database.pool);
    registerKpiMetrics(registry, database.pool);
  });
  afterAll(() => database.drop());

  test('no quantile of a few people, and never a name', async () => {
    for (let person = 1; person < FEWEST_PEOPLE; person++)
      await night(`person-${person}`, 0, 10 * person, 'warning');
    const text = await registry.metrics();
    expect(text).not.toContain('auren_hrv_rmssd_ms{');
    expect(text).toContain('auren_kpi_people{kpi="hrv_rmssd",level="warning"} 4');
    expect(text).not.toContain('person-');
  });

  test('the newest night of each person counts, old ones do not', async () => {
    await night('person-5', 1, 500, 'elevated');
    await night('person-5', 0, 50, 'normal');
    await night('gone', 30, 1, 'critical');
    const text = await registry.metrics();
    expect(text).toContain('auren_hrv_rmssd_ms{quantile="0.5"} 30');
    expect(text).toContain('auren_kpi_people{kpi="hrv_rmssd",level="normal"} 1');
    expect(text).toContain('auren_kpi_people{kpi="hrv_rmssd",level="critical"} 0');
    expect(text).not.toContain('person-');
  });
});
