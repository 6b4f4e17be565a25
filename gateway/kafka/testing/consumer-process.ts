/** A consumer that can be killed: `node consumer-process.ts ORDERS`. Says a line for each delivery that is stored. */
import pg from 'pg';
import { createEventStore } from '../../../eventstore/event-store.ts';
import { createPostgresLog } from '../../../eventstore/postgres/postgres-log.ts';
import { createPostgresVault } from '../../../eventstore/postgres/postgres-vault.ts';
import { createSubjectKeys } from '../../../eventstore/subject-keys.ts';
import { startTerraConsumer } from '../terra-consumer.ts';

export interface ConsumerOrders {
  readonly url: string;
  /** Base64. */
  readonly masterKey: string;
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly groupId: string;
}

const orders = JSON.parse(process.argv[2] ?? '') as ConsumerOrders;
const pool = new pg.Pool({ connectionString: orders.url, max: 4 });
const keys = createSubjectKeys(createPostgresVault(pool), Buffer.from(orders.masterKey, 'base64'));
startTerraConsumer({
  connection: { brokers: orders.brokers },
  store: createEventStore(createPostgresLog({ url: orders.url, pool }), keys),
  payloads: { hosts: [] },
  topic: orders.topic,
  groupId: orders.groupId,
  sessionTimeoutMs: 6_000,
  onOutcome: (outcome) => process.stdout.write(`${outcome}\n`),
  onRetry: (error) => process.stderr.write(`${error}\n`),
});
