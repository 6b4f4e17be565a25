import { stat } from 'node:fs/promises';
import { type ImportCounts, importDeliveries } from '../../commands/import-deliveries.ts';
import { CodedError } from '../../domain/errors.ts';
import type { Config } from '../config.ts';
import type { Engines } from '../engines.ts';
import { runUntilSettled } from '../run-until-settled.ts';
import type { Say } from '../serve.ts';
import { openImport } from './import/open-import.ts';
import { keepHeapSmall } from './import/small-heap.ts';
import { createProgress } from './progress.ts';
import { withEngines } from './with-engines.ts';

const SHOWN_REFUSALS = 20;

/** Exit code 0: everything was taken; 1: some of it was refused (and said so), the rest was taken. */
export const importFile = async (
  config: Config,
  say: Say,
  file: string,
  { provider: name, user }: { provider?: string; user?: string },
): Promise<number> => {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true)
    throw new CodedError('invalid_request', 400, `${file} is not a file that can be read`);
  const refusals: string[] = [];
  const onRefused = (line: number, reason: string): void => {
    if (refusals.length < SHOWN_REFUSALS) refusals.push(`  line ${line}: ${reason}`);
  };
  const opened = await openImport(file, found.size, { provider: name, user, now: new Date(), onRefused });

  return withEngines(config, async (engines) => {
    const started = performance.now();
    const growAgain = keepHeapSmall();
    const progress = createProgress('import', 'bytes', say);
    const counts = await importDeliveries(engines.store, opened.bodies, {
      provider: opened.provider,
      ...(user === undefined ? {} : { userId: user }),
      now: () => new Date(),
      onRefused,
      onProgress: (bytes) => progress.update(bytes, opened.size),
    }).finally(() => {
      progress.stop();
      growAgain();
    });
    const seconds = (performance.now() - started) / 1_000;
    for (const line of [...opened.summary(), summaryOf(counts, opened.unit, seconds), ...refusals]) say(line);
    if (counts.accepted + counts.duplicates > 0) {
      say('Turning them into readings and nights...');
      const before = performance.now();
      const known = await quarantined(engines);
      await runUntilSettled(config, engines);
      const setAside = (await quarantined(engines)) - known;
      say(
        `Done in ${((performance.now() - before) / 1_000).toFixed(1)} s; ${setAside} values set aside as implausible.`,
      );
    }
    return counts.refused + opened.refused() === 0 ? 0 : 1;
  });
};

/** Of everybody; 0 before the first worker made the table. */
const quarantined = async ({ pool }: Engines): Promise<number> => {
  const { rows } = await pool.query<{ made: boolean }>(
    "select to_regclass('read.quarantined') is not null as made",
  );
  if (rows[0]?.made !== true) return 0;
  const counted = await pool.query<{ count: string }>('select count(*) from read.quarantined');
  return Number(counted.rows[0]!.count);
};

const summaryOf = (
  { lines, accepted, duplicates, refused }: ImportCounts,
  unit: string,
  seconds: number,
): string =>
  `${lines} ${unit} in ${seconds.toFixed(1)} s (${Math.round(lines / Math.max(seconds, 0.001))}/s): ` +
  `${accepted} new, ${duplicates} already known, ${refused} refused`;
