/**
 * A program that owns an embedded database: `node owner-process.ts DATA_DIR`. It tells on standard output what happens
 * (one JSON object a line), and stops the database when it reads `stop`. Any other end leaves the database running.
 */
import { createInterface } from 'node:readline';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../embedded-postgres.ts';
import type { OwnerEvent } from './owner.ts';

function tell(event: OwnerEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('the data directory is missing');
try {
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: (message) => tell({ event: 'log', message }),
  });
  const { url, adopted, directory } = postgres;
  tell({ event: 'started', url, adopted, directory });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'stop') continue;
    await postgres.stop();
    tell({ event: 'stopped' });
    break;
  }
} catch (error) {
  const code = error instanceof EmbeddedPostgresError ? error.code : 'unexpected';
  const ownerPid = error instanceof EmbeddedPostgresError ? error.ownerPid : null;
  tell({ event: 'failed', code, ownerPid, message: String(error) });
}
process.exit();
