import type pg from 'pg';
import { Counter, Gauge, type Registry } from 'prom-client';
import { within } from '../agent/deadline.ts';
import { type FetchStatus, fetchStatus } from '../commands/fetching/fetch-status.ts';
import { silentConnections } from '../commands/fetching/reconciliations.ts';
import { liveConnections } from '../projections/people-queries.ts';
import type { ReadDatabase } from '../projections/read-database.ts';
import { providerNamed } from '../providers/registry.ts';
import { COLLECT_MS } from './metrics.ts';

/** Read from the database, for workers have no port; while it does not answer there is no series. */
export const registerFetchMetrics = (
  registry: Registry,
  { pool, db }: { pool: pg.Pool; db: ReadDatabase },
): void => {
  const registers = [registry];
  let reading: Promise<FetchStatus | undefined> | undefined;
  const read = (): Promise<FetchStatus | undefined> => {
    reading ??= within(COLLECT_MS, 'the fetches', () => fetchStatus(pool))
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  new Counter({
    name: 'auren_fetches',
    help: 'Fetches from providers, by how they went; those tried again are counted each time',
    labelNames: ['provider', 'outcome'],
    registers,
    async collect() {
      this.reset();
      for (const { provider, outcome, fetches } of (await read())?.outcomes ?? [])
        this.inc({ provider, outcome }, fetches);
    },
  });
  const gauge = (name: string, help: string, pick: (status: FetchStatus) => number): void => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const status = await read();
        this.set(status === undefined ? Number.NaN : pick(status));
      },
    });
  };
  gauge(
    'auren_fetches_waiting',
    'Fetches in the queue, those that wait for their time included',
    (s) => s.waiting,
  );
  gauge('auren_fetches_parked', 'Fetches that were given up until somebody mends the cause', (s) => s.parked);
  gauge(
    'auren_fetches_oldest_due_seconds',
    'How long the oldest fetch that could run has been due',
    (s) => s.oldestDueS,
  );
  new Gauge({
    name: 'auren_connection_silent',
    help: 'Connections whose webhooks stopped three days ago or more; certain where sweeps bring what they missed',
    labelNames: ['provider', 'silence'],
    registers,
    async collect() {
      this.reset();
      const silent = await within(COLLECT_MS, 'the connections', () =>
        silentConnections({
          pool,
          providerNamed,
          liveConnections: () => liveConnections(db),
          now: () => Date.now(),
        }),
      ).catch(() => []);
      for (const { provider, silence } of silent) this.inc({ provider, silence });
    },
  });
};
