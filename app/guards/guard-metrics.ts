import { Counter, Gauge, type Registry } from 'prom-client';
import type { BreakerState, EngineGuard } from './engine-guard.ts';

const STATES: readonly BreakerState[] = ['closed', 'half_open', 'open'];

/** What this process sees of each engine. */
export const registerGuardMetrics = (registry: Registry, guards: readonly EngineGuard[]): void => {
  const registers = [registry];
  new Gauge({
    name: 'auren_engine_breaker',
    help: '1 for the state the breaker of an engine is in, 0 for the others',
    labelNames: ['engine', 'state'],
    registers,
    collect() {
      for (const { engine, state } of guards)
        for (const one of STATES) this.set({ engine, state: one }, state() === one ? 1 : 0);
    },
  });
  new Gauge({
    name: 'auren_engine_calls_in_flight',
    help: 'Calls to an engine in progress or waiting for their turn, where a bulkhead bounds them',
    labelNames: ['engine'],
    registers,
    collect() {
      for (const { engine, load } of guards) this.set({ engine }, load());
    },
  });
  new Counter({
    name: 'auren_engine_calls_total',
    help: 'Calls to an engine: ok, failed (away or late), refused (not tried: breaker open or bulkhead full)',
    labelNames: ['engine', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const { engine, counts } of guards)
        for (const [outcome, count] of Object.entries(counts())) this.inc({ engine, outcome }, count);
    },
  });
};
