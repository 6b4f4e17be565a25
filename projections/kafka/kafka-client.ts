import { isIP, connect as openSocket, Socket } from 'node:net';
import { type ConnectionOptions, connect as openTlsSocket } from 'node:tls';
import { Kafka, type KafkaConfig, logLevel, type SASLOptions } from 'kafkajs';
import { CodedError } from '../../domain/errors.ts';

export interface KafkaConnection {
  /** `host:port` of some brokers; the others are learnt from them. */
  readonly brokers: readonly string[];
  readonly clientId?: string;
  readonly tls?: boolean | ConnectionOptions;
  readonly sasl?: SASLOptions;
  /** Where the broker that calls itself `host:port` is reached, e.g. through a tunnel. */
  readonly reach?: (host: string, port: number) => { readonly host: string; readonly port: number };
}

export interface KafkaClient {
  readonly kafka: Kafka;
  /** Ends every connection at once and opens none any more: what is still being tried cannot reach a broker later. */
  cut(): void;
}

/** All of it said: kafkajs has other defaults where `NODE_ENV` is `test`. */
export const RETRY = {
  retries: 3,
  initialRetryTime: 100,
  maxRetryTime: 1_000,
  factor: 0.2,
  multiplier: 2,
} as const;

/** Every wait is bounded: a broker that is gone shows within seconds. */
const BOUNDS = {
  connectionTimeout: 3_000,
  authenticationTimeout: 5_000,
  requestTimeout: 10_000,
  enforceRequestTimeout: true,
  retry: RETRY,
} as const satisfies Partial<KafkaConfig>;

export const createKafkaClient = ({ brokers, clientId, tls, sasl, reach }: KafkaConnection): KafkaClient => {
  const sockets = new Set<Socket>();
  let isCut = false;

  const connect: NonNullable<KafkaConfig['socketFactory']> = ({ host, port, ssl, onConnect }) => {
    if (isCut) {
      const refused = new Socket();
      process.nextTick(() => refused.destroy(new Error('this client was closed')));
      return refused;
    }
    const place = reach?.(host, port) ?? { host, port };
    // Absent without TLS, whatever its type says.
    const secure = ssl as ConnectionOptions | boolean | undefined;
    const socket = secure
      ? openTlsSocket(
          { ...place, ...(isIP(host) ? {} : { servername: host }), ...(secure === true ? {} : secure) },
          onConnect,
        )
      : openSocket(place, onConnect);
    socket.setKeepAlive(true, 60_000);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };

  const kafka = new Kafka({
    ...BOUNDS,
    brokers: [...brokers],
    clientId: clientId ?? 'auren',
    logLevel: logLevel.NOTHING,
    socketFactory: connect,
    ...(tls === undefined ? {} : { ssl: tls }),
    ...(sasl === undefined ? {} : { sasl }),
  });
  return {
    kafka,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy(new Error('this client was closed'));
    },
  };
};

/** Refused for what the message is: the same again is refused again. */
const REFUSED = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP'];

/** The error that started it: kafkajs wraps what it gives up on. */
export const originOf = (error: unknown): { readonly type?: string; readonly message: string } => {
  let origin = error;
  while (origin instanceof Error && origin.cause instanceof Error) origin = origin.cause;
  return origin instanceof Error ? origin : new Error(String(origin));
};

export const toBusError = (error: unknown): CodedError => {
  if (error instanceof CodedError) return error;
  const { type, message } = originOf(error);
  return type !== undefined && REFUSED.includes(type)
    ? new CodedError('message_refused', 413, `Kafka refused the message: ${message}`, { cause: error })
    : new CodedError('engine_unavailable', 503, `Kafka: ${message}`, { cause: error, retryAfterS: 5 });
};

export const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
