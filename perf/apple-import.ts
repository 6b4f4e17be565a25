import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { SaxesParser } from 'saxes';
import { appleBodies } from '../app/cli/import/apple-bodies.ts';
import { openXml } from '../app/cli/import/apple-file.ts';
import { keepHeapSmall } from '../app/cli/import/small-heap.ts';
import { importDeliveries } from '../commands/import-deliveries.ts';
import { createEventStore } from '../eventstore/event-store.ts';
import { createPostgresLog } from '../eventstore/postgres/postgres-log.ts';
import { createPostgresVault } from '../eventstore/postgres/postgres-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { createTagReader } from '../providers/healthkit/export/tags.ts';
import { provider as healthkit } from '../providers/healthkit/index.ts';
import { writeMadeUpExport } from './apple/made-up-export.ts';
import { hardwareFacts } from './hardware.ts';
import { createScratchDatabase } from './scratch-database.ts';

// How fast an Apple Health export of some GB is read, and in how much memory. Each step runs in a process of its own:
//   node perf/apple-import.ts [--megabytes 2000] [--url postgres://…] [--json FILE]
// A few seconds with --megabytes 20. Rates are 10^6 bytes of XML a second: of processor time of the one process, and of the clock.

type Step = (file: string, url: string) => Promise<string>;

const chunks = (file: string) =>
  createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;

const steps: Readonly<Record<string, Step>> = {
  'peer: saxes, tags only': async (file) => {
    let tags = 0;
    const parser = new SaxesParser({ position: false });
    parser.on('opentag', () => {
      tags++;
    });
    const decoder = new TextDecoder();
    for await (const chunk of chunks(file)) parser.write(decoder.decode(chunk, { stream: true }));
    parser.close();
    return `${tags} tags`;
  },
  'ours: tags only': async (file) => {
    let tags = 0;
    const reader = createTagReader({
      open: () => {
        tags++;
      },
      close: () => {},
    });
    for await (const chunk of chunks(file)) reader.write(chunk);
    reader.end();
    return `${tags} tags`;
  },
  'import: parsed and mapped, not appended': async (file) => {
    const { bodies, counts } = appleBodies(await openXml(file));
    let made = 0;
    let bytes = 0;
    for await (const { text } of bodies) {
      made++;
      bytes += text.length;
    }
    return `${counts.records} records, ${made} bodies of ${Math.round(bytes / 1e6)} MB`;
  },
  'import: into the log': async (file, url) => {
    const pool = new pg.Pool({ connectionString: url, max: 4 });
    const log = createPostgresLog({ url, pool });
    const store = createEventStore(log, createSubjectKeys(createPostgresVault(pool), randomBytes(32)));
    const { bodies } = appleBodies(await openXml(file));
    const counts = await importDeliveries(store, bodies, {
      provider: healthkit,
      userId: 'ada',
      now: () => new Date(),
      onRefused: () => {},
    });
    await log.close();
    await pool.end();
    return `${counts.accepted} new bodies, ${counts.duplicates} known`;
  },
};

interface Figures {
  readonly step: string;
  readonly result: string;
  readonly megabytesPerCpuSecond: number;
  readonly megabytesPerSecond: number;
  readonly peakResidentMb: number;
}

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '2000' },
    url: { type: 'string' },
    json: { type: 'string' },
    step: { type: 'string' },
    file: { type: 'string' },
    bytes: { type: 'string' },
  },
});

const measure = async (step: string, file: string, url: string, bytes: number): Promise<Figures> => {
  if (step.startsWith('import')) keepHeapSmall();
  const before = process.cpuUsage();
  const started = performance.now();
  const result = await steps[step]!(file, url);
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const rate = (over: number): number => Math.round(bytes / 1e5 / over) / 10;
  return {
    step,
    result,
    megabytesPerCpuSecond: rate((user + system) / 1e6),
    megabytesPerSecond: rate(seconds),
    peakResidentMb: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
};

const runAll = async (): Promise<void> => {
  const folder = await mkdtemp(join(os.tmpdir(), 'auren-perf-apple-'));
  const database = await createScratchDatabase(values.url);
  try {
    const file = join(folder, 'export.xml');
    const bytes = await writeMadeUpExport(file, Number(values.megabytes));
    const hardware = await hardwareFacts(database.url);
    console.log(`${Math.round(bytes / 1e6)} MB of XML, load ${os.loadavg()[0]!.toFixed(1)}`);
    const figures: Figures[] = [];
    for (const step of Object.keys(steps)) {
      const given = { step, file, url: database.url, bytes: String(bytes) };
      const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
      const { stdout } = await promisify(execFile)(process.execPath, [
        fileURLToPath(import.meta.url),
        ...args,
      ]);
      const found = JSON.parse(stdout) as Figures;
      figures.push(found);
      console.log(
        `${step.padEnd(38)} ${found.megabytesPerCpuSecond} MB per CPU second, ${found.megabytesPerSecond} MB/s, ` +
          `peak ${found.peakResidentMb} MB resident; ${found.result}`,
      );
    }
    if (values.json !== undefined)
      await writeFile(values.json, `${JSON.stringify({ hardware, bytes, figures }, null, 2)}\n`);
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
};

if (values.step === undefined) await runAll();
else console.log(JSON.stringify(await measure(values.step, values.file!, values.url!, Number(values.bytes))));
