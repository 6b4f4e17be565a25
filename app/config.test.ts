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
    expect(readConfig({ TERRA_SIGNING_SECRET: 'new, old' }).providers['terra']!.webhookSecrets).toEqual([
      'new',
      'old',
    ]);
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

  it('takes an engine by its URL, and several nodes of one', () => {
    const config = readConfig({
      EVENTSTORE_URL: 'esdb+discover://user:pw@a:2113,b:2113?tls=true',
      REDIS_URL: 'redis://a:6379, redis://b:6379',
      CHROMA_URL: 'https://chroma.example',
      KAFKA_BROKERS: 'a:9092,b:9092',
      KAFKA_TLS: '1',
      KAFKA_SASL: 'plain',
      KAFKA_USERNAME: 'u',
      KAFKA_PASSWORD: 'pw',
      AUREN_NAMESPACE: 'blue-2',
    });
    expect(config).toMatchObject({
      eventStoreUrl: 'esdb+discover://user:pw@a:2113,b:2113?tls=true',
      redisUrls: ['redis://a:6379', 'redis://b:6379'],
      chromaUrl: 'https://chroma.example',
      kafka: {
        brokers: ['a:9092', 'b:9092'],
        tls: true,
        sasl: { mechanism: 'plain', username: 'u', password: 'pw' },
      },
      namespace: 'blue-2',
    });
    expect(readConfig({})).toMatchObject({ redisUrls: [], chromaUrl: undefined, kafka: undefined });
  });

  it.each([
    ['EVENTSTORE_URL', 'http://h:2113', 'esdb://'],
    ['REDIS_URL', 'localhost:6379', 'redis://'],
    ['CHROMA_URL', 'h:8000', 'http://'],
    ['KAFKA_BROKERS', 'h', 'host:port'],
    ['TERRA_PAYLOAD_HOSTS', '*', 'TERRA_PAYLOAD_HOSTS'],
    ['AUREN_NAMESPACE', 'A b', 'letters'],
    ['KAFKA_SASL', 'plain', 'KAFKA_USERNAME'],
  ])('refuses %s=%s and says what is allowed', (name, value, allowed) => {
    const message = failure({ KAFKA_BROKERS: 'h:9092', [name]: value });
    expect(message).toContain(name);
    expect(message).toContain(allowed);
  });

  it('sends the key of one embeddings server to no other', () => {
    const given = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'https://a/v1', EMBEDDING_MODEL: 'm' };
    expect(readConfig(given).embedding).toEqual({ url: 'https://a/v1', model: 'm', apiKey: 'k' });
    expect(readConfig({ ...given, EMBEDDING_URL: 'https://b/v1' }).embedding).toEqual({
      url: 'https://b/v1',
      model: 'm',
      apiKey: undefined,
    });
    expect(failure({ EMBEDDING_MODEL: 'm' })).toContain('EMBEDDING_URL');
  });

  it('never shows the password in a URL', () => {
    expect(failure({ CHROMA_URL: 'ftp://user:pw@h' })).not.toContain('pw');
    expect(JSON.stringify(describeConfig({ CHROMA_URL: 'http://user:pw@h:1' }))).not.toContain('pw');
  });
});
