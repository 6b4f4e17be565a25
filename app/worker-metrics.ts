import type pg from 'pg';
import { Gauge, type Registry } from 'prom-client';
import { within } from '../agent/deadline.ts';
import { COLLECT_MS } from './metrics.ts';

/**
 * Who works, as the leases tell it: workers have no port of their own that Prometheus could ask. While the database
 * does not answer nothing is known: `NaN` and no series, never a zero that would blame the workers.
 */
export const registerWorkerMetrics = (registry: Registry, pool: pg.Pool): void => {
  const registers = [registry];
  const ask = async <R extends pg.QueryResultRow>(text: string): Promise<R[]> =>
    (await within(COLLECT_MS, 'the database', () => pool.query<R>(text))).rows;
  new Gauge({
    name: 'auren_workers',
    help: 'Workers that hold at least one partition',
    registers,
    async collect() {
      const workers = await ask<{ workers: string }>(
        'select count(distinct owner) as workers from work.checkpoints where lease_until > now()',
      )
        .then((rows) => Number(rows[0]!.workers))
        .catch(() => Number.NaN);
      this.set(workers);
    },
  });
  new Gauge({
    name: 'auren_processor_partitions_unheld',
    help: 'Partitions that no worker holds; they stand still',
    labelNames: ['processor'],
    registers,
    async collect() {
      this.reset();
      const rows = await ask<{ processor: string; unheld: string }>(
        `select processor, count(*) filter (where lease_until is null or lease_until <= now()) as unheld
           from work.checkpoints group by processor`,
      ).catch(() => []);
      for (const { processor, unheld } of rows) this.set({ processor }, Number(unheld));
    },
  });
};
