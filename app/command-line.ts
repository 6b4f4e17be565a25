import { Command, Option } from 'commander';
import { CodedError } from '../domain/errors.ts';
import { type BackfillOptions, backfill } from './cli/backfill.ts';
import { redriveDeadLetters } from './cli/bus-redrive.ts';
import { republish } from './cli/bus-republish.ts';
import { doctor } from './cli/doctor.ts';
import { listFetches, redriveParkedFetches, type WhoseFetches } from './cli/fetches.ts';
import { hrv } from './cli/hrv.ts';
import { auditMemories } from './cli/memory-audit.ts';
import { retireMemories } from './cli/memory-retire.ts';
import { memoryStats } from './cli/memory-stats.ts';
import { migrateCommand } from './cli/migrate-command.ts';
import { ouraSubscriptions, type SubscriptionCommand } from './cli/oura-subscriptions.ts';
import { listParkedEvents, replayParkedEvents, skipParkedEvents } from './cli/parked.ts';
import { listProjections } from './cli/projections-list.ts';
import { replay } from './cli/replay.ts';
import { replayRuleset } from './cli/replay-ruleset.ts';
import { retention } from './cli/retention.ts';
import { type SimulateOptions, simulate } from './cli/simulate.ts';
import { createTokenCommand, listTokensCommand, revokeTokenCommand } from './cli/token.ts';
import { workerCommand } from './cli/worker-command.ts';
import { type Config, readConfig } from './config.ts';
import { EmbeddedPostgresError } from './embedded-postgres/embedded-postgres.ts';

const say = (line: string): void => console.log(line);
const complain = (line: string): void => console.error(line);
const config = () => readConfig(process.env);

// Commands that serve nothing start twice as fast without the HTTP side, the agent and what talks to providers.
const serve = async (settings: Config, withWorker: boolean): Promise<number> =>
  (await import('./serve.ts')).serve(settings, say, { withWorker });
const connect = async (settings: Config, options: { provider: string; user: string }): Promise<number> =>
  (await import('./cli/connect.ts')).connectCommand(settings, say, options);
const demo = async (settings: Config): Promise<number> => (await import('./demo.ts')).demo(settings, say);

const readFileIn = async (file: string, options: { provider?: string; user?: string }): Promise<number> =>
  (await import('./cli/import-file.ts')).importFile(config(), say, file, options);

/** Runs one command and answers its exit code. Expected failures are one clear line, not a stack. */
export const runCommandLine = async (argv: readonly string[]): Promise<number> => {
  let exitCode = 0;
  const run =
    <Args extends unknown[]>(action: (...args: Args) => Promise<number>) =>
    async (...args: Args): Promise<void> => {
      exitCode = await action(...args);
    };

  const program = new Command('auren').description(
    "Turns what a person's wearables say into coaching they can trust.",
  );
  program.showHelpAfterError();
  program
    .command('serve')
    .description('start everything: HTTP, a worker, and a database of its own unless DATABASE_URL is set')
    .addOption(new Option('--demo', 'with a signing secret for this run and nights of a made-up person'))
    .action(run(({ demo: wanted }: { demo?: boolean }) => (wanted ? demo(config()) : serve(config(), true))));
  program
    .command('gateway')
    .description('start only the HTTP side (needs DATABASE_URL)')
    .action(run(() => serve(needsDatabase(config()), false)));
  program
    .command('worker')
    .description('run projections and process managers (needs DATABASE_URL)')
    .addOption(new Option('--attached', 'end with the process that started it').hideHelp())
    .action(
      run(({ attached = false }: { attached?: boolean }) => workerCommand(needsDatabase(config()), attached)),
    );
  program
    .command('migrate')
    .description('bring the database to the newest schema')
    .action(run(() => migrateCommand(config(), say)));
  program
    .command('import')
    .description(
      'take in a file through the same commands as the webhook: an Apple Health export, a tidy CSV, or provider bodies',
    )
    .argument(
      '<file>',
      'export.zip or export.xml of Apple Health, CSV (user,time,metric,value,unit), JSON of Health Auto Export, or NDJSON',
    )
    .option('--provider <name>', 'whose bodies the lines of an NDJSON file are: terra or healthkit')
    .option('--user <id>', 'whose data it is, where the file does not say')
    .action(run((file: string, options: { provider?: string; user?: string }) => readFileIn(file, options)));
  program
    .command('hrv')
    .description('heart rate variability of RR intervals, as CSV (needs no database)')
    .argument(
      '<file>',
      'one value a line, a CSV with a column rr_data, or a Polar .hrm file; - is standard input',
    )
    .option('--correct <how>', 'artefacts: lipponen, malik or none', 'lipponen')
    .action(run((file: string, options: { correct: string }) => hrv(say, complain, file, options)));
  program
    .command('replay')
    .description('build every read model again from the log and compare it with what stood before')
    .argument('[names...]', 'only these projections')
    .option(
      '--ruleset <id>',
      'assess everyone by this rule set instead, and tell which nights change and why; appends only where AUREN_RULESET names it',
    )
    .action(
      run((names: string[], { ruleset }: { ruleset?: string }) =>
        ruleset === undefined ? replay(config(), say, names) : replayRuleset(config(), say, ruleset),
      ),
    );
  program
    .command('retention')
    .description(
      'remove readings that are older than READINGS_RETENTION_DAYS now, as the worker does once a day',
    )
    .option('--lift', 'keep readings of any age again; `replay readings` brings back those that went')
    .action(run((options: { lift?: boolean }) => retention(config(), say, options)));
  program
    .command('doctor')
    .description('check settings, and every engine that is set; changes nothing')
    .action(run(() => doctor(process.env, say)));

  program
    .command('connect')
    .description(
      'print the address at which a person lets AUREN fetch from a provider; works for ten minutes',
    )
    .requiredOption('--provider <name>', 'e.g. oura or whoop')
    .requiredOption('--user <id>', 'the AUREN user')
    .action(run((options: { provider: string; user: string }) => connect(config(), options)));

  const token = program.command('token').description('access tokens');
  token
    .command('create')
    .description('make a token and print it, once')
    .option('--user <id>', 'for one person')
    .option('--admin', 'for everything')
    .option('--name <text>', 'what it is for', 'made on the command line')
    .action(
      run((options: { user?: string; admin?: boolean; name: string }) =>
        createTokenCommand(config(), say, options),
      ),
    );
  token.command('list').action(run(() => listTokensCommand(config(), say)));
  token
    .command('revoke')
    .argument('<id>')
    .action(run((id: string) => revokeTokenCommand(config(), say, id)));

  program
    .command('projections')
    .description('read models and process managers')
    .command('list')
    .action(run(() => listProjections(config(), say)));

  const parked = program.command('parked').description('events that could not be handled');
  parked.command('list').action(run(() => listParkedEvents(config(), say)));
  parked
    .command('replay')
    .argument('<processor>')
    .argument('[stream]')
    .action(
      run((processor: string, stream?: string) => replayParkedEvents(config(), say, processor, stream)),
    );
  parked
    .command('skip')
    .argument('<processor>')
    .argument('<stream>')
    .action(run((processor: string, stream: string) => skipParkedEvents(config(), say, processor, stream)));

  program
    .command('backfill')
    .description('fetch the history of a person from a provider they are connected to')
    .requiredOption('--provider <name>', 'which')
    .requiredOption('--user <id>', 'whose')
    .option('--from <date>', 'from when on; a year ago unless given')
    .option('--to <date>', 'until when; now unless given')
    .option('--detach', 'leave it to a worker instead of waiting for it')
    .action(run((options: BackfillOptions) => backfill(config(), say, options)));

  const fetches = program.command('fetches').description('what is fetched from providers');
  fetches
    .command('list')
    .description('what was given up and why, what waits, and whose webhooks stopped')
    .option('--provider <name>', 'only of this one')
    .option('--user <id>', 'only of this person')
    .action(run((options: WhoseFetches) => listFetches(config(), say, options)));
  fetches
    .command('redrive')
    .description('put what was given up back into the queue')
    .option('--provider <name>', 'only of this one')
    .option('--user <id>', 'only of this person')
    .action(run((options: WhoseFetches) => redriveParkedFetches(config(), say, options)));

  const memory = program.command('memory').description('what NEUROS can recall');
  memory
    .command('stats')
    .description('what each tier holds, of all people')
    .action(run(() => memoryStats(config(), say)));
  memory
    .command('retire')
    .description('drop what other embedders made, once the current one has caught up')
    .action(run(() => retireMemories(config(), say)));
  memory
    .command('audit')
    .description('ask for stored memories by their own text, and name those that are not found')
    .option('--sample <n>', 'how many, spread over all of them', wholeNumber, 200)
    .action(run(({ sample }: { sample: number }) => auditMemories(config(), say, sample)));

  const bus = program.command('bus').description('what is exchanged through Kafka');
  bus
    .command('republish')
    .description('publish everything again from the beginning of the log, after topics were lost')
    .action(run(() => republish(config(), say)));
  bus
    .command('redrive')
    .description('put dead letters back into the topic they came from')
    .argument('[topic]', "the topic, without .dlq; Terra's unless named")
    .action(run((topic?: string) => redriveDeadLetters(config(), say, topic)));

  const subscriptions = program
    .command('oura')
    .description('what concerns Oura')
    .command('subscriptions')
    .description('webhooks of the Oura app, for all its people; a worker repairs them once a day');
  const manage = (command: SubscriptionCommand, description: string, others?: string): void => {
    const declared = subscriptions.command(command).description(description);
    if (others !== undefined) declared.option('--others', others);
    declared.action(
      run((options: { others?: boolean }) => ouraSubscriptions(config(), say, command, options)),
    );
  };
  manage('list', 'which there are, which are missing, and when they end');
  manage(
    'repair',
    'create what is missing and renew what ends soon',
    'also remove those that call another address or that nobody uses',
  );
  manage('renew', 'renew all of ours now');
  manage('delete', 'remove all of ours', 'also those that call another address');

  program
    .command('simulate')
    .description('let realistic nights of a made-up person come to a running AUREN')
    .option('--provider <name>', 'terra pushes; oura and whoop notify, and are asked here', 'terra')
    .option('--api-port <port>', 'where the API of oura or whoop listens; as in their API_URL', wholeNumber)
    .option('--url <url>', 'where it runs')
    .option('--user <id>', 'who the person is', 'sim-ada')
    .option('--nights <n>', 'how many nights, the last one being last night', wholeNumber, 60)
    .option('--seed <n>', 'another number is another person', wholeNumber, 1)
    .action(run((options: SimulateOptions) => simulate(config(), say, options)));

  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
};

const wholeNumber = (text: string): number => Number.parseInt(text, 10);

const needsDatabase = (settings: Config): Config => {
  if (settings.databaseUrl === undefined)
    throw new CodedError(
      'config_invalid',
      500,
      'DATABASE_URL is needed here; `auren serve` brings its own database',
    );
  return settings;
};

const explain = (error: unknown): string => {
  if (error instanceof CodedError || error instanceof EmbeddedPostgresError)
    return `auren: ${error.code}: ${error.message}`;
  if (error instanceof Error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      return `auren: port_in_use: ${error.message}. Stop what listens there, or set PORT.`;
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000')
      return `auren: engine_unavailable: the database of DATABASE_URL does not let us in: ${error.message}`;
    return `auren: ${error.stack ?? error.message}`;
  }
  return `auren: ${String(error)}`;
};
