/**
 * The log's promises under attack, for as long as wanted; exits with 1 when any was broken.
 *
 *   npm run torture -- [--minutes 10] [--url postgres://…] [--seed N]
 *
 * Without a URL the server of DATABASE_URL is used, else an embedded one. Works in a database of its own.
 */
import { parseArgs } from 'node:util';
import { runTorture, type TortureProgress } from '../../eventstore/testing/torture/torture.ts';
import { createScratchDatabase } from '../scratch-database.ts';

const { values: given } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, url: { type: 'string' }, seed: { type: 'string' } },
});
const seconds = Number(given.minutes) * 60;
const seed = given.seed === undefined ? Date.now() % 1_000_000 : Number(given.seed);
if (!(seconds > 0)) throw new Error('--minutes wants a number above 0');

const describe = ({
  elapsedS,
  answers,
  seen,
  killedProcesses,
  killedConnections,
  violations,
}: TortureProgress): string =>
  [
    `${Math.round(elapsedS)} of ${seconds} s`,
    `${answers.appended} appended, ${answers.duplicate} duplicates, ${answers.conflict} conflicts, ` +
      `${answers.event_id_reused} reused ids, ${answers.unknown} unknown`,
    `${seen} records seen`,
    `${killedProcesses} processes and ${killedConnections} connections killed`,
    `${violations} violations`,
  ].join(' · ');

const database = await createScratchDatabase(given.url ?? process.env['DATABASE_URL']);
try {
  console.log(`seed ${seed}`);
  const report = await runTorture({
    url: database.url,
    otherDatabaseUrl: database.serverUrl,
    seconds,
    seed,
    onProgress: (progress) => console.log(describe(progress)),
  });
  console.log(describe(report));
  console.log(
    `${report.records} records in ${report.streams} streams; two foreign transactions stayed open over ` +
      `${report.heldBackBy} transaction ids`,
  );
  for (const what of report.found.slice(0, 50)) console.log(`VIOLATION ${what}`);
  console.log(
    report.violations === 0
      ? 'Nothing missed, nothing out of order, nothing acknowledged lost.'
      : `${report.violations} violations.`,
  );
  process.exitCode = report.violations === 0 ? 0 : 1;
} finally {
  await database.drop();
}
