import { existsSync, readdirSync } from 'node:fs';
import type { Provider } from './provider.ts';

const here = new URL('./', import.meta.url);

/** Every folder here with an `index.ts` is a provider, and that file exports it as `provider`. */
const load = async (): Promise<Provider[]> => {
  const names = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/index.ts`, here)))
    .map(({ name }) => name)
    .sort();
  const modules = await Promise.all(names.map((name) => import(`./${name}/index.ts`)));
  return modules.map(({ provider }) => provider as Provider);
};

export const providers: readonly Provider[] = await load();

const byName = new Map(providers.map((provider) => [provider.name, provider]));

/** The provider of a webhook's path; undefined for a name AUREN does not know. */
export const providerNamed = (name: string): Provider | undefined => byName.get(name);
