import type pg from 'pg';
import type { Registry } from 'prom-client';
import type { Neuros } from '../agent/neuros.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import type { Processor } from '../eventstore/subscriptions/processor.ts';
import type { ReadDatabase } from '../projections/read-database.ts';
import type { GatewayMetrics } from './metrics.ts';

export interface GatewayConfig {
  readonly terraSigningSecrets: readonly string[];
  readonly healthkitToken: string | undefined;
  readonly webhookToleranceS: number;
  readonly maxWebhookBytes: number | undefined;
  readonly maxConcurrentWebhooks: number;
}

/** How a dependency is doing, for `/ready`. */
export interface Check {
  readonly name: string;
  /** Resolves when well; rejects with what is wrong. */
  readonly check: () => Promise<void>;
}

/** What the HTTP side is given. */
export interface Gateway {
  readonly config: GatewayConfig;
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly db: ReadDatabase;
  readonly neuros: Neuros;
  readonly processors: readonly Processor[];
  readonly checks: readonly Check[];
  readonly registry: Registry;
  readonly metrics: GatewayMetrics;
  readonly isDraining: () => boolean;
  readonly now: () => Date;
}
