import { healthkit } from './healthkit/index.ts';
import type { Provider, ProviderName } from './provider.ts';
import { terra } from './terra/index.ts';
import { tidy } from './tidy/index.ts';

export const providers: Readonly<Record<ProviderName, Provider>> = { terra, healthkit, tidy };

/** The provider of a webhook's path; undefined for a name AUREN does not know. */
export function providerNamed(name: string): Provider | undefined {
  return Object.hasOwn(providers, name) ? providers[name as ProviderName] : undefined;
}
