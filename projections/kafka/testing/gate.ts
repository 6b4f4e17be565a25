import { createRelay, type Relay } from '../../../eventstore/testing/relay.ts';
import type { KafkaConnection } from '../kafka-client.ts';

export interface Gate extends Relay {
  /** The same brokers, reached through the relay. */
  readonly connection: KafkaConnection;
}

/** A way to a broker of a cluster of one. */
export const createGate = async (real: KafkaConnection): Promise<Gate> => {
  const relay = await createRelay(`tcp://${real.brokers[0]}`);
  const place = { host: '127.0.0.1', port: relay.port };
  return {
    ...relay,
    connection: { ...real, brokers: [`${place.host}:${place.port}`], reach: () => place },
  };
};
