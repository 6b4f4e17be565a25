import type pg from 'pg';
import { Gauge, type Registry } from 'prom-client';
import { within } from '../agent/deadline.ts';
import { type KpiName, kpiKinds, kpiNames } from '../domain/kpis/registry.ts';
import { COLLECT_MS } from './metrics.ts';

/** People whose newest night is older do not count. */
const DAYS = 3;
/** Below so many people a quantile would tell somebody's own value. */
export const FEWEST_PEOPLE = 5;
const QUANTILES = [0.1, 0.5, 0.9] as const;

interface Row {
  readonly kpi: KpiName;
  readonly people: string;
  readonly quantiles: readonly number[];
  readonly levels: Readonly<Record<string, number>>;
}

const QUERY = `
  with newest as (
    select distinct on (user_id) user_id, kpis from read.kpis
     where date >= (now() at time zone 'utc')::date - ${DAYS} order by user_id, date desc),
  figures as (
    select k ->> 'kpi' as kpi, (k ->> 'value')::float8 as value, k ->> 'level' as level
      from newest, jsonb_array_elements(kpis) k)
  select kpi, count(*) as people,
         percentile_cont(array[${QUANTILES.join(',')}]) within group (order by value) as quantiles,
         jsonb_build_object('normal', count(*) filter (where level = 'normal'),
           'warning', count(*) filter (where level = 'warning'),
           'critical', count(*) filter (where level = 'critical'),
           'elevated', count(*) filter (where level = 'elevated')) as levels
    from figures group by kpi`;

/**
 * The key figures over all people with a night in the last days: quantiles, and how many are at which level. No label
 * names a person, and no quantile is told of fewer than five: nobody's health is to be read from a dashboard. While the
 * database does not answer there is no series.
 */
export const registerKpiMetrics = (registry: Registry, pool: pg.Pool): void => {
  const registers = [registry];
  let asking: Promise<readonly Row[]> | undefined;
  const ask = (): Promise<readonly Row[]> => {
    asking ??= within(COLLECT_MS, 'the database', () => pool.query<Row>(QUERY))
      .then(({ rows }) => rows)
      .catch(() => [])
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  for (const kpi of kpiNames)
    new Gauge({
      name: kpiKinds[kpi].series,
      help: `${kpiKinds[kpi].help}: quantiles over people`,
      labelNames: ['quantile'],
      registers,
      async collect() {
        this.reset();
        const row = (await ask()).find((each) => each.kpi === kpi);
        if (row === undefined || Number(row.people) < FEWEST_PEOPLE) return;
        for (const [index, quantile] of QUANTILES.entries())
          this.set({ quantile: String(quantile) }, row.quantiles[index]!);
      },
    });
  new Gauge({
    name: 'auren_kpi_people',
    help: 'People with a measured key figure of the last days, by figure and level',
    labelNames: ['kpi', 'level'],
    registers,
    async collect() {
      this.reset();
      for (const { kpi, levels } of await ask())
        for (const [level, people] of Object.entries(levels)) this.set({ kpi, level }, people);
    },
  });
};
