/** A process full of writers: `node writer-process.ts ORDERS`. Ends when its standard input says so or closes. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { AppendResult } from '../../event-log.ts';
import { createPostgresLog } from '../../postgres/postgres-log.ts';
import { type Said, toLine, type WriterOrders } from './protocol.ts';
import {
  batchSize,
  hotStream,
  type PlannedAppend,
  type Random,
  randomFrom,
  recordsOf,
  sharedCommand,
} from './workload.ts';

const orders = JSON.parse(process.argv[2] ?? '') as WriterOrders;
const pool = new pg.Pool({ connectionString: orders.url, max: 1 });
const log = createPostgresLog({ url: orders.url, pool });
const versions = new Map<string, number>();
const past: (PlannedAppend & { result: Extract<AppendResult, { position: bigint }> })[] = [];
const REMEMBERED = 500;
const MOST_AT_ONCE = 6;
let stopping = false;

const say = (said: Said): Promise<void> =>
  new Promise((resolve) => process.stdout.write(toLine(said), () => resolve()));

/** Sends, says what was answered, and only then goes on. */
const send = async (append: PlannedAppend, fresh: readonly string[]): Promise<AppendResult | undefined> => {
  const { stream, expected, ids } = append;
  await say({ kind: 'intent', stream, ids });
  const answer = { kind: 'result', stream, ids, fresh } as const;
  let result: AppendResult;
  try {
    result = await log.append(stream, expected, recordsOf(append));
  } catch {
    await say({ ...answer, status: 'unknown', version: 0, position: 0 });
    return undefined;
  }
  const version = 'version' in result ? result.version : 0;
  const position = 'position' in result ? Number(result.position) : 0;
  await say({ ...answer, status: result.status, version, position });
  if ('version' in result) versions.set(stream, Math.max(version, versions.get(stream) ?? 0));
  if (result.status === 'appended')
    past[Math.floor(Math.random() * REMEMBERED) % (past.length + 1)] = { ...append, result };
  return result;
};

const freshIds = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

const sendFresh = (stream: string, expected: PlannedAppend['expected'], random: Random) => {
  const ids = freshIds(batchSize(random));
  return send({ stream, expected, ids }, ids);
};

type Status = AppendResult['status'];
/** Where the answer to a first try was lost, what it stored is found as a duplicate. */
const STORED: readonly Status[] = ['appended', 'duplicate'];

const mustBe = async (
  what: string,
  allowed: readonly Status[],
  result: AppendResult | undefined,
): Promise<void> => {
  if (result !== undefined && !allowed.includes(result.status))
    await say({
      kind: 'wrong',
      what: `${what} was answered ${result.status} instead of ${allowed.join(' or ')}`,
    });
};

const one = async (random: Random): Promise<void> => {
  const dice = random();
  const stream = hotStream(random);
  const earlier = past[Math.floor(random() * past.length)];
  if (dice < 0.5)
    await mustBe('an append without expectation', STORED, await sendFresh(stream, 'any', random));
  else if (dice < 0.65) await sendFresh(stream, versions.get(stream) ?? 'none', random);
  else if (dice < 0.7) await sendFresh(stream, 'none', random);
  else if (dice < 0.72)
    await mustBe('a new stream', STORED, await sendFresh(`new-${randomUUID()}`, 'none', random));
  else if (dice < 0.75)
    await mustBe('a version far ahead', ['conflict'], await sendFresh(stream, 1e12, random));
  else if (dice < 0.85)
    await mustBe('a shared command', STORED, await send(sharedCommand(orders.run, Date.now()), []));
  else if (earlier === undefined) await sendFresh(stream, 'any', random);
  else if (dice < 0.94) {
    const expected = random() < 0.5 ? 'any' : random() < 0.5 ? 'none' : Math.floor(random() * 50);
    const again = await send({ ...earlier, expected }, []);
    await mustBe('a repeated append', ['duplicate'], again);
    if (
      again?.status === 'duplicate' &&
      (again.version !== earlier.result.version || again.position !== earlier.result.position)
    )
      await say({
        kind: 'wrong',
        what: `a repeated append was placed at ${again.position}, first at ${earlier.result.position}`,
      });
  } else {
    const fresh = freshIds(1);
    const elsewhere = dice < 0.97;
    const result = await send(
      {
        stream: elsewhere ? `other-${earlier.stream}` : earlier.stream,
        expected: 'any',
        ids: [earlier.ids[0]!, ...fresh],
      },
      fresh,
    );
    await mustBe('a partly known append', [elsewhere ? 'event_id_reused' : 'conflict'], result);
  }
};

const write = async (number: number): Promise<void> => {
  const random = randomFrom(orders.seed * 1_000 + number);
  while (!stopping)
    await Promise.all(Array.from({ length: 1 + Math.floor(random() * MOST_AT_ONCE) }, () => one(random)));
};

process.stdin.on('data', () => {
  stopping = true;
});
process.stdin.on('end', () => process.exit(1));

await Promise.all(orders.unanswered.map(({ stream, ids }) => send({ stream, ids, expected: 'any' }, [])));
await Promise.all(Array.from({ length: orders.writers }, (_, number) => write(number)));
await log.close();
await pool.end();
process.exit(0);
