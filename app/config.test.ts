import { describe, expect, it } from 'vitest';
import { configWarnings, describeConfig, readConfig } from './config.ts';

const failure = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toMatchObject({ code: 'config_invalid' });
    return (error as Error).message;
  }
  throw new Error('it was accepted');
};
const KEY = Buffer.alloc(32, 7).toString('base64');

describe('configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8_000,
      webhookToleranceS: 300,
      maxConcurrentWebhooks: 2_000,
      terraSigningSecrets: [],
      databaseUrl: undefined,
    });
  });

  it('takes empty values as not set and ignores what it does not know', () => {
    expect(readConfig({ PORT: '', HOST: ' ', SOMETHING_ELSE: 'x' })).toMatchObject({
      port: 8_000,
      host: '127.0.0.1',
    });
  });

  it('reads several signing secrets', () => {
    expect(readConfig({ TERRA_SIGNING_SECRET: 'new, old' }).terraSigningSecrets).toEqual(['new', 'old']);
  });

  it('names every bad value, what it is and what is allowed', () => {
    const message = failure({ PORT: '70000', LOG_LEVEL: 'loud', WEBHOOK_TOLERANCE_S: 'x' });
    expect(message).toContain('PORT="70000"');
    expect(message).toContain('65535');
    expect(message).toContain('LOG_LEVEL="loud"');
    expect(message).toContain('"warn"');
    expect(message).toContain('WEBHOOK_TOLERANCE_S="x"');
  });

  it('never shows a secret', () => {
    const message = failure({
      AUREN_MASTER_KEY: 'c2VjcmV0',
      AUREN_ADMIN_TOKEN: 'too-long-secret'.repeat(50),
      DATABASE_URL: 'mysql://u:pw@h/db',
    });
    for (const secret of ['c2VjcmV0', 'too-long-secret', 'pw@h']) expect(message).not.toContain(secret);
    for (const name of ['AUREN_MASTER_KEY', 'AUREN_ADMIN_TOKEN', 'DATABASE_URL'])
      expect(message).toContain(`${name}=(hidden)`);
    const shown = JSON.stringify(
      describeConfig({ DATABASE_URL: 'postgres://u:pw@h/db', AUREN_MASTER_KEY: KEY }),
    );
    expect(shown).not.toContain('pw@h');
    expect(shown).not.toContain(KEY);
  });

  it('wants the master key where the database is given', () => {
    expect(failure({ DATABASE_URL: 'postgres://u@h/db' })).toContain('AUREN_MASTER_KEY is required');
    expect(readConfig({ DATABASE_URL: 'postgres://u@h/db', AUREN_MASTER_KEY: KEY }).masterKey).toEqual(
      Buffer.alloc(32, 7),
    );
  });

  it('takes a short token with a warning', () => {
    expect(configWarnings(readConfig({ AUREN_ADMIN_TOKEN: 'short' }))).toEqual([
      expect.stringContaining('AUREN_ADMIN_TOKEN'),
    ]);
    expect(configWarnings(readConfig({}))).toEqual([]);
  });

  it('refuses an engine it does not have yet', () => {
    expect(failure({ EVENTSTORE_URL: 'esdb://h:2113' })).toContain('EVENTSTORE_URL');
  });
});
