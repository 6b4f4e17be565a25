import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isGone, postmasterOf } from './processes.ts';
import { until } from './until.ts';

export const SECRET = 'e2e-terra-signing-secret';
export const program = fileURLToPath(new URL('../../bin/auren.ts', import.meta.url));
const START_MS = 60_000;

export type Environment = Record<string, string>;

/** Only what the test gives: settings of the machine that runs the tests must not leak in. */
export const environment = (dataDir: string, given: Environment): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  PORT: '0',
  LOG_LEVEL: 'warn',
  // Tests ask with one token, and often.
  API_RATE_PER_MINUTE: '1000000',
  AUREN_DATA_DIR: dataDir,
  TERRA_SIGNING_SECRET: SECRET,
  ...given,
});

export interface RunningAuren {
  readonly url: string;
  readonly adminToken: string;
  readonly process: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

export interface DataDir {
  readonly path: string;
  /** Ends a database that a killed app left running, too. */
  remove(): Promise<void>;
}

/** A data directory of its own, open to the account the embedded database runs as. */
export const makeDataDir = async (): Promise<DataDir> => {
  const parent = await mkdtemp(join(tmpdir(), 'auren-e2e-'));
  await chmod(parent, 0o711);
  const path = join(parent, 'data');
  return {
    path,
    remove: async () => {
      const left = postmasterOf(path);
      if (left !== undefined && !isGone(left)) {
        process.kill(left, 'SIGQUIT');
        await until('the database left behind ends', () => isGone(left));
      }
      await rm(parent, { recursive: true, force: true });
    },
  };
};

/** Starts `auren serve` (or another command that serves) and waits until it says where it listens. */
export const startAuren = async (
  dataDir: string,
  given: Environment = {},
  args: readonly string[] = ['serve'],
): Promise<RunningAuren> => {
  const child = spawnAuren(dataDir, args, given);
  let output = '';
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`AUREN did not start:\n${output}`)), START_MS);
    const look = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /API +(http:\/\/\S+)/.exec(output)?.[1];
      if (found === undefined || !output.includes('/ready')) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout!.on('data', look);
    child.stderr!.on('data', look);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`AUREN ended with ${code} before it was up:\n${output}`));
    });
  });
  const adminToken =
    given['AUREN_ADMIN_TOKEN'] ?? (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
  return {
    url,
    adminToken,
    process: child,
    output: () => output,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      return (await exited)[0] as number | null;
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await exited;
    },
  };
};

export const spawnAuren = (dataDir: string, args: readonly string[], given: Environment = {}): ChildProcess =>
  spawn(process.execPath, [program, ...args], {
    env: environment(dataDir, given),
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Runs one command to its end. */
export const runAuren = async (
  dataDir: string,
  args: readonly string[],
  given: Environment = {},
): Promise<{ code: number | null; output: string }> => {
  const child = spawnAuren(dataDir, args, given);
  let output = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
};
