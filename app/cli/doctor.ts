import { providers } from '../../providers/registry.ts';
import { type Config, describeConfig, readConfig } from '../config.ts';
import { openChroma } from '../engines/cold-tier.ts';
import type { Say } from '../serve.ts';
import { examineChroma } from './doctor/chroma.ts';
import { examineEmbeddings } from './doctor/embeddings.ts';
import { examineEventLog } from './doctor/event-log.ts';
import { bad, type Finding, reasonOf } from './doctor/finding.ts';
import { examineKafka } from './doctor/kafka.ts';
import { examinePostgres } from './doctor/postgres.ts';
import { examineProcessors } from './doctor/processors.ts';
import { examineProviders } from './doctor/providers.ts';
import { examineRedis } from './doctor/redis.ts';
import { withDatabase } from './with-engines.ts';

const LABELS = { ok: 'ok  ', warn: 'WARN', bad: 'BAD ' } as const;

/**
 * Prints the settings (secrets hidden), then tries every engine that is set, all at once. Exit code 1 when something
 * that is needed or configured is wrong; a warning alone is no reason.
 */
export const doctor = async (environment: NodeJS.ProcessEnv, say: Say): Promise<number> => {
  say('Settings');
  for (const [name, value] of describeConfig(environment)) say(`  ${name.padEnd(24)} ${value}`);
  const config = readConfig(environment);
  const [own, ...others] = await Promise.all([
    examineOwn(config),
    examineRedis(config),
    examineCold(config),
    examineKafka(config),
  ]);
  const findings = [...own, ...others.flat(), ...examineProviders(config, providers)];
  say('Engines');
  for (const finding of findings) {
    say(`  ${LABELS[finding.level]} ${finding.about.padEnd(20)} ${finding.says}`);
    if (finding.level !== 'ok') say(`       ${''.padEnd(20)} -> ${finding.remedy}`);
  }
  const wrong = findings.filter(({ level }) => level === 'bad').length;
  const doubtful = findings.filter(({ level }) => level === 'warn').length;
  say(`${wrong} wrong, ${doubtful} doubtful, ${findings.length - wrong - doubtful} well.`);
  return wrong === 0 ? 0 : 1;
};

/** The database and the log, and what follows the log where both are there. */
const examineOwn = (config: Config): Promise<readonly Finding[]> =>
  withDatabase(config, async (database) => {
    const [postgres, log] = await Promise.all([
      examinePostgres(database),
      config.eventStoreUrl === undefined ? [] : examineEventLog(config.eventStoreUrl),
    ]);
    const canFollow = postgres.isUsable && log.every(({ level }) => level !== 'bad');
    return [...postgres.findings, ...log, ...(canFollow ? await examineProcessors(config, database) : [])];
  }).catch((error: unknown) => [
    bad('database', reasonOf(error), 'nothing works without it: see the reason, and docs/operations.md'),
  ]);

/** Where cold memory is in PostgreSQL there is nothing of its own to look at. */
const examineCold = async (config: Config): Promise<readonly Finding[]> => {
  const embeddings = examineEmbeddings(config.embedding);
  const engine = openChroma(config);
  const embedder = embeddings.then((examined) => examined.embedder);
  const chroma = engine === undefined ? [] : await examineChroma(config.chromaUrl!, engine, embedder);
  return [...(await embeddings).findings, ...chroma];
};
