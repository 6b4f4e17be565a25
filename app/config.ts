import { resolve } from 'node:path';
import { z } from 'zod';
import { coreRuleset } from '../domain/autonomic/ruleset.ts';
import { CodedError } from '../domain/errors.ts';
import { DEFAULT_PAYLOAD_HOSTS, readPayloadHosts } from '../gateway/kafka/payload-hosts.ts';

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
const eventStoreUrl = text.regex(
  /^esdb(\+discover)?:\/\/\S+$/,
  'esdb://host:2113?tls=false or esdb+discover://...',
);
const redisUrls = text.regex(
  /^rediss?:\/\/[^\s,]+(,\s*rediss?:\/\/[^\s,]+)*$/,
  'redis://host:6379, rediss:// with TLS; several nodes of a cluster are separated by commas',
);
const httpUrl = text
  .regex(/^https?:\/\/\S+$/, 'http://host:port or https://host')
  .refine((url) => URL.canParse(url), 'http://host:port or https://host');
const brokers = text.regex(
  /^[\w.[\]:-]+:\d{1,5}(,\s*[\w.[\]:-]+:\d{1,5})*$/,
  'host:port; several are separated by commas',
);
const SASL = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const onOff = z.enum(['0', '1']);

/** Every variable AUREN reads. Documented in `.env.example`; a test keeps the two together. */
const schema = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: port.default(8_000),
  AUREN_DATA_DIR: text.default('.auren'),
  AUREN_ADMIN_TOKEN: text.max(512).optional(),
  AUREN_MASTER_KEY: masterKey.optional(),
  AUREN_RULESET: z.enum([coreRuleset.id]).default(coreRuleset.id),
  DATABASE_URL: postgresUrl.optional(),
  AUREN_NAMESPACE: text
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'letters a to z, digits and -, at most 32')
    .optional(),
  EVENTSTORE_URL: eventStoreUrl.optional(),
  REDIS_URL: redisUrls.optional(),
  CHROMA_URL: httpUrl.optional(),
  KAFKA_BROKERS: brokers.optional(),
  KAFKA_TLS: onOff.default('0'),
  KAFKA_SASL: z.enum(SASL).optional(),
  KAFKA_USERNAME: text.optional(),
  KAFKA_PASSWORD: text.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  EMBEDDING_MODEL: text.max(200).optional(),
  EMBEDDING_URL: httpUrl.optional(),
  EMBEDDING_API_KEY: text.optional(),
  TERRA_SIGNING_SECRET: text.optional(),
  TERRA_PAYLOAD_HOSTS: text.optional(),
  HEALTHKIT_TOKEN: text.optional(),
  WEBHOOK_TOLERANCE_S: whole(1, 86_400).default(300),
  MAX_WEBHOOK_BYTES: whole(1_024, 64 * 1024 * 1024).optional(),
  MAX_CONCURRENT_WEBHOOKS: whole(1, 100_000).default(2_000),
  API_RATE_PER_MINUTE: whole(1, 1_000_000).default(600),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});
export type Variable = keyof typeof schema.shape;
export const VARIABLES = Object.keys(schema.shape) as Variable[];

const SECRET: readonly Variable[] = [
  'AUREN_ADMIN_TOKEN',
  'AUREN_MASTER_KEY',
  'DATABASE_URL',
  'EVENTSTORE_URL',
  'REDIS_URL',
  'KAFKA_PASSWORD',
  'OPENAI_API_KEY',
  'EMBEDDING_API_KEY',
  'TERRA_SIGNING_SECRET',
  'HEALTHKIT_TOKEN',
];

/** Where embeddings come from besides this process. */
export interface EmbeddingConfig {
  readonly url: string;
  readonly model: string;
  readonly apiKey: string | undefined;
}

export interface KafkaConfig {
  readonly brokers: readonly string[];
  readonly tls: boolean;
  readonly sasl: { mechanism: (typeof SASL)[number]; username: string; password: string } | undefined;
  readonly payloadHosts: readonly string[];
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly adminToken: string | undefined;
  readonly masterKey: Buffer | undefined;
  readonly ruleset: string;
  readonly databaseUrl: string | undefined;
  /** Sets this installation apart from others on the same engines: begins keys, collections and topics. */
  readonly namespace: string | undefined;
  /** Undefined: the log is in PostgreSQL. */
  readonly eventStoreUrl: string | undefined;
  /** None: hot memory and rate limits are kept in the process. Several: nodes of one cluster. */
  readonly redisUrls: readonly string[];
  /** Undefined: cold memory is in PostgreSQL. */
  readonly chromaUrl: string | undefined;
  /** Undefined: nothing is published or consumed. */
  readonly kafka: KafkaConfig | undefined;
  /** Undefined: the local lexical embedder. */
  readonly embedding: EmbeddingConfig | undefined;
  /** Requests a minute that one access token may make. */
  readonly apiRatePerMinute: number;
  /** Several while a secret is being changed: separated by commas. */
  readonly terraSigningSecrets: readonly string[];
  readonly healthkitToken: string | undefined;
  readonly webhookToleranceS: number;
  readonly maxWebhookBytes: number | undefined;
  readonly maxConcurrentWebhooks: number;
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
      const name = String(issue.path[0]) as Variable;
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
    namespace: values.AUREN_NAMESPACE,
    eventStoreUrl: values.EVENTSTORE_URL,
    redisUrls: listOf(values.REDIS_URL),
    chromaUrl: values.CHROMA_URL,
    kafka: kafkaOf(values),
    embedding: embeddingOf(values),
    apiRatePerMinute: values.API_RATE_PER_MINUTE,
    terraSigningSecrets: listOf(values.TERRA_SIGNING_SECRET),
    healthkitToken: values.HEALTHKIT_TOKEN,
    webhookToleranceS: values.WEBHOOK_TOLERANCE_S,
    maxWebhookBytes: values.MAX_WEBHOOK_BYTES,
    maxConcurrentWebhooks: values.MAX_CONCURRENT_WEBHOOKS,
    logLevel: values.LOG_LEVEL,
  };
};

const listOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

type Values = z.infer<typeof schema>;

const kafkaOf = (values: Values): KafkaConfig | undefined => {
  const { KAFKA_SASL: mechanism, KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = values;
  if (mechanism !== undefined && (username === undefined || password === undefined))
    throw new CodedError('config_invalid', 500, 'KAFKA_SASL needs KAFKA_USERNAME and KAFKA_PASSWORD');
  if (values.KAFKA_BROKERS === undefined) return undefined;
  return {
    brokers: listOf(values.KAFKA_BROKERS),
    tls: values.KAFKA_TLS === '1',
    sasl: mechanism === undefined ? undefined : { mechanism, username: username!, password: password! },
    payloadHosts:
      values.TERRA_PAYLOAD_HOSTS === undefined
        ? DEFAULT_PAYLOAD_HOSTS
        : readPayloadHosts(values.TERRA_PAYLOAD_HOSTS),
  };
};

/** A server of its own, else that of the language model. */
const embeddingOf = (values: Values): EmbeddingConfig | undefined => {
  if (values.EMBEDDING_MODEL === undefined) return undefined;
  const url = values.EMBEDDING_URL ?? values.OPENAI_BASE_URL;
  if (url === undefined)
    throw new CodedError(
      'config_invalid',
      500,
      'EMBEDDING_MODEL needs EMBEDDING_URL (or OPENAI_BASE_URL): where its server answers, e.g. http://127.0.0.1:11434/v1',
    );
  // The key of one server is never sent to another.
  const apiKey =
    values.EMBEDDING_API_KEY ?? (values.EMBEDDING_URL === undefined ? values.OPENAI_API_KEY : undefined);
  return { url, model: values.EMBEDDING_MODEL, apiKey };
};

const SHORT = 20;
/** What works but should not stay so. */
export const configWarnings = (config: Config): string[] =>
  [
    ['AUREN_ADMIN_TOKEN', config.adminToken] as const,
    ['HEALTHKIT_TOKEN', config.healthkitToken] as const,
    ...config.terraSigningSecrets.map((secret) => ['TERRA_SIGNING_SECRET', secret] as const),
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
    const value = parsed.success ? parsed.data[name] : given[name];
    return [name, value === undefined ? 'not set' : withoutCredentials(String(value))!];
  });
};
