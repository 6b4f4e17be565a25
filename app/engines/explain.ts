import type { Variable } from '../config.ts';

export type OptionalEngineName = 'redis' | 'chroma' | 'embeddings' | 'kafka';

export interface Explanation {
  readonly label: string;
  readonly variable: Variable;
  /** What is so while it is away. */
  readonly without: string;
  readonly remedy: string;
}

/** What AUREN can do without, in words for people. */
export const OPTIONAL_ENGINES: Readonly<Record<OptionalEngineName, Explanation>> = {
  redis: {
    label: 'Redis',
    variable: 'REDIS_URL',
    without:
      'recall answers from warm and cold memory, marked partial; each gateway counts its own rate limits; hot memory refills itself from the log',
    remedy: 'start it, or mend REDIS_URL; unset it to keep hot memory and rate limits in each gateway',
  },
  chroma: {
    label: 'Chroma',
    variable: 'CHROMA_URL',
    without: 'recall answers from hot and warm memory, marked partial; cold memory is filled once it is back',
    remedy: 'start it, or mend CHROMA_URL; unset it to keep cold memory in PostgreSQL',
  },
  embeddings: {
    label: 'the embeddings server',
    variable: 'EMBEDDING_URL',
    without: 'recall answers from hot and warm memory, marked partial; cold memory is filled once it is back',
    remedy:
      'start it, or mend EMBEDDING_URL (not set: OPENAI_BASE_URL); unset EMBEDDING_MODEL to embed in the process',
  },
  kafka: {
    label: 'Kafka',
    variable: 'KAFKA_BROKERS',
    without: 'nothing is published to it and nothing of Terra read from it; both go on where they stood',
    remedy: 'start it, or mend KAFKA_BROKERS; unset it to do without',
  },
};
