import { type ApiCalls, ProviderApiError } from '../providers/api.ts';
import type { Config } from './config.ts';
import type { Engines } from './engines.ts';

/** How requests to providers are made. Nobody can be connected to them yet. */
export const openApiCalls =
  (_config: Config, _engines: Engines): ApiCalls =>
  () =>
  () =>
    Promise.reject(new ProviderApiError('not_connected', 'nobody can be connected yet'));
