import { type Connecting, createConnecting } from '../commands/connect-account.ts';
import { type ApiCalls, createProviderAccess } from '../commands/provider-api/api-calls.ts';
import type { ProviderGuard } from '../commands/provider-api/connected-provider.ts';
import { providers } from '../providers/registry.ts';
import type { Config } from './config.ts';
import type { Engines } from './engines.ts';
import type { EngineGuard } from './guards/engine-guard.ts';
import { createProviderGuard } from './guards/provider-guard.ts';
import { VERSION } from './version.ts';

export interface Providers {
  /** On behalf of connected people. */
  readonly apiCalls: ApiCalls;
  readonly connecting: Connecting;
  /** For the metrics; one for each provider with an API. */
  readonly guards: readonly EngineGuard[];
}

/** Everything that talks to providers. Throws `config_invalid`. */
export const openProviders = (
  config: Pick<Config, 'providers'>,
  { pool, store, keys }: Pick<Engines, 'pool' | 'store' | 'keys'>,
): Providers => {
  const guards: EngineGuard[] = [];
  const guardOf = (provider: string): ProviderGuard => {
    const { guard, engine } = createProviderGuard(provider);
    guards.push(engine);
    return guard;
  };
  const context = {
    pool,
    store,
    keys,
    providers,
    settings: config.providers,
    guardOf,
    userAgent: `auren/${VERSION}`,
    now: Date.now,
  };
  const access = createProviderAccess(context);
  return { apiCalls: access.apiCalls, connecting: createConnecting(context, access), guards };
};
