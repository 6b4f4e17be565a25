import { describe, expect, it } from 'vitest';
import { fakeDefinition } from '../../../commands/provider-api/testing/fake-provider.ts';
import { providerNamed } from '../../../providers/registry.ts';
import type { ProviderConfig } from '../../provider-settings.ts';
import { examineProviders } from './providers.ts';

const nothing: ProviderConfig = {
  webhookSecrets: [],
  verificationToken: undefined,
  client: undefined,
  apiUrl: undefined,
};
const everything = { ...nothing, webhookSecrets: ['s3cret'], client: { id: 'id', secret: 's3cret' } };
const examine = (set: Partial<ProviderConfig>, publicUrl?: string, provider = fakeDefinition()) =>
  examineProviders(
    {
      providers: { [provider.name]: { ...nothing, ...set } },
      publicUrl,
      host: '127.0.0.1',
      port: 8000,
    },
    [provider],
  );

describe('what doctor says of providers', () => {
  it('is what is set for one that pushes', () => {
    const terra = providerNamed('terra')!;
    expect(examine({}, undefined, terra)).toEqual([
      {
        level: 'ok',
        about: 'terra',
        says: 'closed: TERRA_SIGNING_SECRET is not set, its webhooks answer 503',
      },
    ]);
    expect(examine({ webhookSecrets: ['a', 'b'] }, undefined, terra)).toMatchObject([
      { level: 'ok', says: '2 signing secret(s)' },
    ]);
    expect(examine({}, undefined, providerNamed('healthkit')!)).toMatchObject([{ level: 'ok' }]);
  });

  it('is nothing wrong with one that is not used', () => {
    expect(examine({})).toMatchObject([
      { level: 'ok', says: expect.stringContaining('PULSE_CLIENT_ID and PULSE_CLIENT_SECRET') },
    ]);
  });

  it('is where people come back to, once all is set', () => {
    expect(examine(everything, 'https://auren.example.org')).toEqual([
      {
        level: 'ok',
        about: 'pulse',
        says:
          'client set, webhook secret set, public URL https://auren.example.org; ' +
          'redirect URI https://auren.example.org/connect/pulse/callback',
      },
    ]);
  });

  it.each([
    ['half of it', { webhookSecrets: ['s'] }, 'https://auren.example.org', 'PULSE_CLIENT_ID'],
    ['no public URL', everything, undefined, 'AUREN_PUBLIC_URL'],
    ['a public URL anyone can read', everything, 'http://auren.example.org', 'https://'],
  ])('is a remedy for %s', (_, set, publicUrl, remedy) => {
    expect(examine(set, publicUrl)).toMatchObject([
      { level: 'warn', about: 'pulse', remedy: expect.stringContaining(remedy) },
    ]);
  });

  it('is wrong where tokens would pass in plain', () => {
    expect(examine({ ...everything, apiUrl: 'http://api.pulse.example' })).toMatchObject([
      { level: 'bad', remedy: expect.stringContaining('PULSE_API_URL') },
    ]);
  });

  it('never shows a secret', () => {
    for (const publicUrl of [undefined, 'https://auren.example.org'])
      expect(JSON.stringify(examine(everything, publicUrl))).not.toContain('s3cret');
  });
});
