import type pg from 'pg';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { within } from '../agent/deadline.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import { type ProcessorStatus, processorStatus } from '../eventstore/subscriptions/lag.ts';
import type { Processor } from '../eventstore/subscriptions/processor.ts';

/** Prometheus gives up after ten seconds; what could not be asked by then must not cost it all the rest. */
export const COLLECT_MS = 2_000;

export const createRegistry = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
};

export const createLogMetrics = (registry: Registry) => {
  const registers = [registry];
  const groupSize = new Histogram({
    name: 'auren_append_group_size',
    help: 'Appends committed together',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    registers,
  });
  const groupDuration = new Histogram({
    name: 'auren_append_group_duration_seconds',
    help: 'Time to commit a group of appends',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  return {
    onGroup: ({ appends, durationMs }: { appends: number; durationMs: number }): void => {
      groupSize.observe(appends);
      groupDuration.observe(durationMs / 1_000);
    },
  };
};

/** Read from the database when Prometheus asks: the workers may be other processes. */
export const registerLagMetrics = (
  registry: Registry,
  source: { pool: pg.Pool; store: EventStore; processors: () => readonly Processor[] },
  depth: () => { appends: number; bytes: number },
): void => {
  const registers = [registry];
  let reading: Promise<ProcessorStatus[]> | undefined;
  const read = (): Promise<ProcessorStatus[]> => {
    reading ??= within(COLLECT_MS, 'the status of the processors', () =>
      processorStatus(source.pool, source.store, source.processors(), new Date()),
    )
      .catch(() => [])
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const gauge = (name: string, help: string, pick: (status: ProcessorStatus) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ['processor'],
      registers,
      async collect() {
        for (const status of await read()) this.set({ processor: status.name }, pick(status));
      },
    });
  };
  gauge(
    'auren_processor_lag_events',
    'Events between checkpoint and head while some wait: an upper bound',
    (s) => s.lag_events,
  );
  gauge('auren_processor_lag_seconds', 'Age of the first event that waits', (s) => s.lag_seconds);
  gauge('auren_parked_events', 'Events that could not be handled', (s) => s.parked);
  new Gauge({
    name: 'auren_append_queue',
    help: 'Appends waiting or in flight in this process',
    registers,
    collect() {
      this.set(depth().appends);
    },
  });
};
