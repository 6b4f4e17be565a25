import type { ApiCalls } from '../providers/api.ts';
import type { Config } from './config.ts';
import type { Engines } from './engines.ts';
import { openProviders } from './provider-access.ts';

/** How requests to providers are made on behalf of connected people. */
export const openApiCalls = (config: Config, engines: Engines): ApiCalls => {
  const { apiCalls } = openProviders(config, engines);
  return (provider, externalUser) => apiCalls(provider.name, externalUser);
};
