import { stat } from 'node:fs/promises';
import { importDeliveries } from '../../commands/import-deliveries.ts';
import { CodedError } from '../../domain/errors.ts';
import { providerNamed } from '../../providers/registry.ts';
import type { Config } from '../config.ts';
import { runUntilSettled } from '../run-until-settled.ts';
import type { Say } from '../serve.ts';
import { fileLines } from './file-lines.ts';
import { createProgress } from './progress.ts';
import { withEngines } from './with-engines.ts';

const SHOWN_REFUSALS = 20;

/** Exit code 0: every line was taken; 1: some were refused (and said so), the rest was taken. */
export const importFile = async (
  config: Config,
  say: Say,
  file: string,
  { provider: name, user }: { provider: string; user?: string },
): Promise<number> => {
  const provider = providerNamed(name);
  if (provider === undefined)
    throw new CodedError('provider_unknown', 404, `no provider ${name}; there are terra and healthkit`);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true)
    throw new CodedError('invalid_request', 400, `${file} is not a file that can be read`);

  return withEngines(config, async (engines) => {
    const started = performance.now();
    const progress = createProgress('import', 'bytes', say);
    const refusals: string[] = [];
    const counts = await importDeliveries(engines.store, fileLines(file), {
      provider,
      ...(user === undefined ? {} : { userId: user }),
      now: () => new Date(),
      onRefused: (line, reason) => {
        if (refusals.length < SHOWN_REFUSALS) refusals.push(`  line ${line}: ${reason}`);
      },
      onProgress: (bytes) => progress.update(bytes, found.size),
    });
    progress.stop();
    const seconds = (performance.now() - started) / 1_000;
    say(
      `${counts.lines} lines in ${seconds.toFixed(1)} s (${Math.round(counts.lines / Math.max(seconds, 0.001))}/s): ` +
        `${counts.accepted} new, ${counts.duplicates} already known, ${counts.refused} refused`,
    );
    for (const refusal of refusals) say(refusal);
    if (counts.accepted > 0) {
      say('Turning them into readings and nights...');
      await runUntilSettled(config, engines);
      say('Done.');
    }
    return counts.refused === 0 ? 0 : 1;
  });
};
