import { z } from 'zod';
import { CodedError } from '../domain/errors.ts';
import { DEFAULT_PAYLOAD_HOSTS, readPayloadHosts } from '../gateway/kafka/payload-hosts.ts';

const text = z.string().trim().min(1);
const eventStoreUrl = text.regex(
  /^esdb(\+discover)?:\/\/\S+$/,
  'esdb://host:2113?tls=false or esdb+discover://...',
);
const redisUrls = text.regex(
  /^rediss?:\/\/[^\s,]+(,\s*rediss?:\/\/[^\s,]+)*$/,
  'redis://host:6379, rediss:// with TLS; several nodes of a cluster are separated by commas',
);
export const httpUrl = text
  .regex(/^https?:\/\/\S+$/, 'http://host:port or https://host')
  .refine((url) => URL.canParse(url), 'http://host:port or https://host');
const brokers = text.regex(
  /^[\w.[\]:-]+:\d{1,5}(,\s*[\w.[\]:-]+:\d{1,5})*$/,
  'host:port; several are separated by commas',
);
const SASL = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const onOff = z.enum(['0', '1']);

/** The variables that choose engines; without one its embedded part is used. */
export const engineSettings = {
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
  TERRA_PAYLOAD_HOSTS: text.optional(),
};

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

export interface EngineConfig {
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
}

export const listOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const settings = z.object(engineSettings);
type Values = z.infer<typeof settings>;

export const engineConfig = (values: Values): EngineConfig => ({
  namespace: values.AUREN_NAMESPACE,
  eventStoreUrl: values.EVENTSTORE_URL,
  redisUrls: listOf(values.REDIS_URL),
  chromaUrl: values.CHROMA_URL,
  kafka: kafkaOf(values),
  embedding: embeddingOf(values),
});

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
