import { resolve } from 'node:path';
import { z } from 'zod';
import { rulesetIds } from '../domain/autonomic/assess.ts';
import { extendedRuleset } from '../domain/autonomic/extended/ruleset.ts';
import { CodedError } from '../domain/errors.ts';
import { type EngineConfig, engineConfig, engineSettings, httpUrl } from './engine-settings.ts';
import {
  type ProviderConfig,
  providerSecrets,
  providerSettings,
  providersConfig,
} from './provider-settings.ts';

const text = z.string().trim().min(1);
const port = z.coerce.number().int().min(0).max(65_535);
const whole = (minimum: number, maximum: number) => z.coerce.number().int().min(minimum).max(maximum);

/** 32 bytes in base64. */
const masterKey = text.transform((value, context) => {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== 32 || !/^[A-Za-z0-9+/_-]{43}=?$/.test(value))
    context.addIssue({ code: 'custom', message: '32 bytes in base64, as `openssl rand -base64 32` prints' });
  return bytes;
});

const postgresUrl = text.regex(/^postgres(ql)?:\/\/\S+$/, 'postgres://user:password@host:port/database');

/** Every variable AUREN reads but those of providers. Documented in `.env.example`; a test keeps the two together. */
const ownSettings = {
  HOST: text.default('127.0.0.1'),
  PORT: port.default(8_000),
  AUREN_DATA_DIR: text.default('.auren'),
  AUREN_ADMIN_TOKEN: text.max(512).optional(),
  AUREN_MASTER_KEY: masterKey.optional(),
  AUREN_RULESET: z.enum(rulesetIds).default(extendedRuleset.id),
  DATABASE_URL: postgresUrl.optional(),
  ...engineSettings,
  HEALTHKIT_TOKEN: text.optional(),
  AUREN_PUBLIC_URL: httpUrl.optional(),
  LEGACY_SIGNATURES: z.enum(['0', '1']).default('0'),
  WEBHOOK_TOLERANCE_S: whole(1, 86_400).default(300),
  MAX_WEBHOOK_BYTES: whole(1_024, 64 * 1024 * 1024).optional(),
  MAX_CONCURRENT_WEBHOOKS: whole(1, 100_000).default(2_000),
  API_RATE_PER_MINUTE: whole(1, 1_000_000).default(600),
  READINGS_RETENTION_DAYS: whole(1, 36_500).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
};
const schema = z.object({ ...ownSettings, ...providerSettings });
export type Variable = keyof typeof ownSettings;
export const VARIABLES: readonly string[] = Object.keys(schema.shape);
/** Those that have nothing to do with providers. */
export const OWN_VARIABLES: readonly string[] = Object.keys(ownSettings);

const SECRET: readonly string[] = [
  'AUREN_ADMIN_TOKEN',
  'AUREN_MASTER_KEY',
  'DATABASE_URL',
  'EVENTSTORE_URL',
  'REDIS_URL',
  'KAFKA_PASSWORD',
  'OPENAI_API_KEY',
  'EMBEDDING_API_KEY',
  'HEALTHKIT_TOKEN',
  ...providerSecrets,
];

export interface Config extends EngineConfig {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly adminToken: string | undefined;
  readonly masterKey: Buffer | undefined;
  readonly ruleset: string;
  readonly databaseUrl: string | undefined;
  /** Requests a minute that one access token may make. */
  readonly apiRatePerMinute: number;
  /** By the provider's name; every provider is here. */
  readonly providers: Readonly<Record<string, ProviderConfig>>;
  /** Where people and providers reach this installation; undefined: only this machine does. */
  readonly publicUrl: string | undefined;
  /** Whether webhooks signed as for the system AUREN replaces are taken. */
  readonly legacySignatures: boolean;
  readonly healthkitToken: string | undefined;
  readonly webhookToleranceS: number;
  readonly maxWebhookBytes: number | undefined;
  readonly maxConcurrentWebhooks: number;
  /** Undefined: readings are kept for ever. */
  readonly readingsRetentionDays: number | undefined;
  readonly logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const present = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );

/** Of a URL that carries a user and a password. */
const withoutCredentials = (value: string | undefined): string | undefined =>
  value?.replace(/\/\/[^@/\s]*@/g, '//');

/** Throws `config_invalid` naming every bad variable, its value (secrets hidden) and what is allowed. */
export const readConfig = (environment: Environment): Config => {
  const result = schema.safeParse(present(environment));
  if (!result.success) {
    const lines = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = SECRET.includes(name)
        ? '(hidden)'
        : JSON.stringify(withoutCredentials(environment[name]));
      return `  ${name}=${value}: ${issue.message}`;
    });
    throw new CodedError('config_invalid', 500, `these settings cannot be used:\n${lines.join('\n')}`);
  }
  const values = result.data;
  if (values.DATABASE_URL !== undefined && values.AUREN_MASTER_KEY === undefined)
    throw new CodedError(
      'config_invalid',
      500,
      'AUREN_MASTER_KEY is required with DATABASE_URL: 32 bytes in base64, as `openssl rand -base64 32` prints. ' +
        'Keep it apart from the database: without it nothing in the log can be read.',
    );
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir: resolve(values.AUREN_DATA_DIR),
    adminToken: values.AUREN_ADMIN_TOKEN,
    masterKey: values.AUREN_MASTER_KEY,
    ruleset: values.AUREN_RULESET,
    databaseUrl: values.DATABASE_URL,
    ...engineConfig(values),
    apiRatePerMinute: values.API_RATE_PER_MINUTE,
    providers: providersConfig(values),
    publicUrl: values.AUREN_PUBLIC_URL?.replace(/\/+$/, ''),
    legacySignatures: values.LEGACY_SIGNATURES === '1',
    healthkitToken: values.HEALTHKIT_TOKEN,
    webhookToleranceS: values.WEBHOOK_TOLERANCE_S,
    maxWebhookBytes: values.MAX_WEBHOOK_BYTES,
    maxConcurrentWebhooks: values.MAX_CONCURRENT_WEBHOOKS,
    readingsRetentionDays: values.READINGS_RETENTION_DAYS,
    logLevel: values.LOG_LEVEL,
  };
};

const SHORT = 20;
/** What works but should not stay so. */
export const configWarnings = (config: Config): string[] =>
  [
    ['AUREN_ADMIN_TOKEN', config.adminToken] as const,
    ['HEALTHKIT_TOKEN', config.healthkitToken] as const,
    ...config.providers['terra']!.webhookSecrets.map((secret) => ['TERRA_SIGNING_SECRET', secret] as const),
  ]
    .filter(([, secret]) => secret !== undefined && secret.length < SHORT)
    .map(
      ([name]) =>
        `${name} is shorter than ${SHORT} characters: fine for a trial, too easy to guess otherwise`,
    );

/** For `auren doctor`: what is in force, secrets as set or not set. */
export const describeConfig = (environment: Environment): [name: string, shown: string][] => {
  const given = present(environment);
  const parsed = schema.safeParse(given);
  return VARIABLES.map((name) => {
    if (SECRET.includes(name)) return [name, given[name] === undefined ? 'not set' : 'set'];
    const value = parsed.success ? (parsed.data as Record<string, unknown>)[name] : given[name];
    return [name, value === undefined ? 'not set' : withoutCredentials(String(value))!];
  });
};
