import { CodedError } from '../../domain/errors.ts';
import { auditCold } from '../../memory/cold/audit.ts';
import type { Config } from '../config.ts';
import { openEmbedder } from '../engines/cold-tier.ts';
import type { Say } from '../serve.ts';
import { withAllEngines } from './with-engines.ts';

const AUDIT_MS = 10 * 60_000;
const SHOWN = 20;

/** Exit code 0: every memory that was asked for was found; 3: some were not. */
export const auditMemories = (config: Config, say: Say, sample: number): Promise<number> => {
  if (!Number.isSafeInteger(sample) || sample < 1)
    throw new CodedError('invalid_request', 400, '--sample is a whole number from 1 on');
  return withAllEngines(config, async (_, { coldEngine }) => {
    const signal = AbortSignal.timeout(AUDIT_MS);
    const embedder = await openEmbedder(config.embedding, signal);
    const cold = coldEngine.open(embedder);
    if (!(await cold.exists(signal))) {
      say(`Nothing to look through: there is no collection of ${embedder.id} yet.`);
      return 0;
    }
    const { memories, asked, lost } = await auditCold(cold, embedder, sample, signal);
    say(`${asked} of ${memories} memories asked for by their own text, ${lost.length} not found`);
    for (const { userId, memoryId } of lost.slice(0, SHOWN)) say(`  ${memoryId} of ${userId}`);
    if (lost.length > 0)
      say(
        'Ask again while nothing is written. When they stay lost, drop the collection ' +
          `${cold.collection.name}: the next worker makes it anew and fills it from the log.`,
      );
    return lost.length === 0 ? 0 : 3;
  });
};
