import { z } from 'zod';
import { type Provider, SETTINGS, type Setting } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';
import { httpUrl, listOf } from './engine-settings.ts';

const text = z.string().trim().min(1);
const KIND: Readonly<Record<Setting, z.ZodType<string>>> = {
  SIGNING_SECRET: text,
  CLIENT_ID: text,
  CLIENT_SECRET: text,
  VERIFICATION_TOKEN: text,
  API_URL: httpUrl,
};
const SECRET: readonly Setting[] = ['SIGNING_SECRET', 'CLIENT_SECRET', 'VERIFICATION_TOKEN'];

const variable = (provider: Provider, setting: Setting): string =>
  `${provider.name.toUpperCase()}_${setting}`;

const all = (settings: readonly Setting[]): [name: string, setting: Setting][] =>
  providers.flatMap((provider) =>
    settings
      .filter((setting) => provider.settings.includes(setting))
      .map((setting): [string, Setting] => [variable(provider, setting), setting]),
  );

/** What each provider's folder says can be set for it, e.g. OURA_CLIENT_ID. */
export const providerSettings = Object.fromEntries(
  all(SETTINGS).map(([name, setting]) => [name, KIND[setting].optional()]),
);
export const providerSecrets = all(SECRET).map(([name]) => name);

/** What is set for one provider. */
export interface ProviderConfig {
  /** Any of them may have signed: several while a secret is being changed, separated by commas. */
  readonly webhookSecrets: readonly string[];
  readonly verificationToken: string | undefined;
  /** Undefined unless client id and secret are both set. */
  readonly client: { readonly id: string; readonly secret: string } | undefined;
  /** Without a slash at its end; undefined for the official one. */
  readonly apiUrl: string | undefined;
}

export const providersConfig = (
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, ProviderConfig>> =>
  Object.fromEntries(
    providers.map((provider) => {
      const value = (setting: Setting) => values[variable(provider, setting)] as string | undefined;
      const id = value('CLIENT_ID');
      const [secret] = listOf(value('CLIENT_SECRET'));
      const config: ProviderConfig = {
        webhookSecrets: provider.signedWith === undefined ? [] : listOf(value(provider.signedWith)),
        verificationToken: value('VERIFICATION_TOKEN'),
        client: id === undefined || secret === undefined ? undefined : { id, secret },
        apiUrl: value('API_URL')?.replace(/\/+$/, ''),
      };
      return [provider.name, config];
    }),
  );
