import type pg from 'pg';
import type { Registry } from 'prom-client';
import type { Neuros } from '../agent/neuros.ts';
import type { InterventionDesk } from '../agent/suggestions.ts';
import type { Connecting } from '../commands/connect-account.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import type { Processor } from '../eventstore/subscriptions/processor.ts';
import type { ReadDatabase } from '../projections/read-database.ts';
import type { GatewayMetrics } from './metrics.ts';
import type { RateLimit } from './rate-limit/rate-limit.ts';

export interface GatewayConfig {
  /** By the provider's name. */
  readonly providers: Readonly<
    Record<
      string,
      { readonly webhookSecrets: readonly string[]; readonly verificationToken: string | undefined }
    >
  >;
  /** The rule set in force: whose decisions are shown. */
  readonly ruleset: string;
  readonly legacySignatures: boolean;
  readonly healthkitToken: string | undefined;
  readonly webhookToleranceS: number;
  readonly maxWebhookBytes: number | undefined;
  readonly maxConcurrentWebhooks: number;
}

/** What people and providers come for. `other`: AUREN goes on without it, with less. */
export type Service = 'webhooks' | 'queries' | 'chat' | 'other';

/** How a dependency is doing, for `/ready`. */
export interface Check {
  readonly name: string;
  /** What does not work while it is down. */
  readonly stops: readonly Service[];
  /** Of its breaker, where calls go through one. */
  readonly breaker?: () => 'closed' | 'half_open' | 'open';
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
  readonly suggest: InterventionDesk['suggest'];
  readonly connecting: Connecting;
  /** Where people and providers reach us, without a slash at its end; known once we listen. */
  readonly publicUrl: () => string;
  /** What answers rest on. */
  readonly processors: readonly Processor[];
  /** What copies the log to engines that AUREN can do without; nothing waits for them. */
  readonly outlets: () => readonly Processor[];
  readonly rateLimit: RateLimit;
  /** Runs the database call that every request of an API begins with, or refuses while the database is away. */
  readonly database: <T>(call: () => Promise<T>) => Promise<T>;
  readonly checks: readonly Check[];
  readonly registry: Registry;
  readonly metrics: GatewayMetrics;
  readonly isDraining: () => boolean;
  readonly now: () => Date;
}
