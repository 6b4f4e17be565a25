import { endpointsOf, isLoopback } from '../../../commands/provider-api/endpoints.ts';
import type { Provider } from '../../../providers/provider.ts';
import type { Config } from '../../config.ts';
import type { ProviderConfig } from '../../provider-settings.ts';
import { publicUrlOf } from '../../public-url.ts';
import { bad, type Finding, ok, reasonOf, warn } from './finding.ts';

type Settings = Pick<Config, 'providers' | 'publicUrl' | 'host' | 'port'>;

/** What is set for each provider. Asks nobody. */
export const examineProviders = (config: Settings, providers: readonly Provider[]): Finding[] =>
  providers.flatMap((provider) => {
    const set = config.providers[provider.name]!;
    return provider.api === undefined ? [webhooksOnly(provider, set)] : connectable(provider, set, config);
  });

const variable = ({ name }: Provider, setting: string): string => `${name.toUpperCase()}_${setting}`;

const webhooksOnly = (provider: Provider, { webhookSecrets }: ProviderConfig): Finding => {
  const { name, signedWith } = provider;
  if (signedWith === undefined) return ok(name, 'open to whoever has a token of the person');
  return ok(
    name,
    webhookSecrets.length > 0
      ? `${webhookSecrets.length} signing secret(s)`
      : `closed: ${variable(provider, signedWith)} is not set, its webhooks answer 503`,
  );
};

/** Of a provider that people connect: client, webhook secret, and where it finds us. */
const connectable = (provider: Provider, set: ProviderConfig, config: Settings): Finding[] => {
  const { name, settings, signedWith, answerChallenge } = provider;
  try {
    endpointsOf(name, provider.api!, set);
  } catch (error) {
    return [bad(name, reasonOf(error), `correct ${variable(provider, 'API_URL')}`)];
  }
  const needed: [isSet: boolean, names: string][] = [
    [
      set.client !== undefined,
      `${variable(provider, 'CLIENT_ID')} and ${variable(provider, 'CLIENT_SECRET')}`,
    ],
    [set.webhookSecrets.length > 0 || signedWith === undefined, variable(provider, signedWith ?? '')],
    [
      set.verificationToken !== undefined ||
        answerChallenge === undefined ||
        !settings.includes('VERIFICATION_TOKEN'),
      variable(provider, 'VERIFICATION_TOKEN'),
    ],
  ];
  const missing = needed.filter(([isSet]) => !isSet).map(([, names]) => names);
  if (set.client === undefined && set.webhookSecrets.length === 0)
    return [ok(name, `closed: ${missing[0]} are not set, nobody can connect`)];
  const says = [
    `client ${set.client === undefined ? 'not set' : 'set'}`,
    `webhook secret ${set.webhookSecrets.length > 0 ? 'set' : 'not set'}`,
    `public URL ${config.publicUrl ?? 'not set'}`,
  ].join(', ');
  if (missing.length > 0) return [warn(name, says, `set ${missing.join(', ')}`)];
  const callback = `${publicUrlOf(config, config.port)}/connect/${name}/callback`;
  if (config.publicUrl === undefined)
    return [
      warn(name, says, 'set AUREN_PUBLIC_URL: only this machine can connect, and no webhook can reach it'),
    ];
  const url = new URL(config.publicUrl);
  if (url.protocol !== 'https:' && !isLoopback(url))
    return [warn(name, says, 'let AUREN_PUBLIC_URL begin with https://: what connects people passes there')];
  return [ok(name, `${says}; redirect URI ${callback}`)];
};
