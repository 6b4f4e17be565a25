import type pg from 'pg';
import type { EventStore } from '../../eventstore/event-store.ts';
import type { SubjectKeys } from '../../eventstore/subject-keys.ts';
import type { Provider } from '../../providers/provider.ts';
import type { ProviderGuard } from './connected-provider.ts';
import type { ProviderSettings } from './endpoints.ts';

/** What talking to providers needs. */
export interface ProviderContext {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly keys: SubjectKeys;
  readonly providers: readonly Provider[];
  /** By the provider's name. */
  readonly settings: Readonly<Record<string, ProviderSettings>>;
  /** One guard for each provider's name. */
  readonly guardOf: (provider: string) => ProviderGuard;
  /** e.g. `auren/0.1.0`. */
  readonly userAgent: string;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** How long a call waits for its provider's budget; 5 s unless given. */
  readonly patienceMs?: number;
  /** How long a provider may take to answer; 10 s unless given. */
  readonly timeoutMs?: number;
}
