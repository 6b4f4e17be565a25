/** A process full of tailing readers: `node reader-process.ts ORDERS`; on standard input comes where to end. */
import { createInterface } from 'node:readline';
import pg from 'pg';
import { createPostgresLog } from '../../postgres/postgres-log.ts';
import type { ReaderOrders, ReaderVerdict } from './protocol.ts';
import { compareWithTable, startTailReaders } from './tail-reader.ts';

const orders = JSON.parse(process.argv[2] ?? '') as ReaderOrders;
const pool = new pg.Pool({ connectionString: orders.url, max: orders.shards + 1 });
pool.on('error', () => {});
const log = createPostgresLog({ url: orders.url, pool });
const readers = startTailReaders(log, orders.shards);

for await (const line of createInterface({ input: process.stdin })) {
  const end = BigInt(line);
  await Promise.all(readers.map((reader) => reader.finish(end)));
  const violations = [
    ...readers.flatMap((reader) => reader.violations),
    ...(await compareWithTable(pool, readers)),
  ];
  const verdict: ReaderVerdict = { seen: readers[0]!.seen.length, violations };
  process.stdout.write(`${JSON.stringify(verdict)}\n`, () => process.exit(0));
}
process.exit(1);
