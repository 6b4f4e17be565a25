import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Environment, environment, program } from './auren.ts';

export interface RunningWorker {
  readonly pid: number;
  output(): string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

/** Starts `auren worker`. It says nothing when it is up: look for its leases. */
export const startWorker = (dataDir: string, given: Environment): RunningWorker => {
  const child = spawn(process.execPath, [program, 'worker'], {
    env: environment(dataDir, given),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const exited = once(child, 'exit');
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid!,
    output: () => output,
    stop: async () => {
      if (!isGone()) child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
    kill: async () => {
      if (!isGone()) child.kill('SIGKILL');
      await exited;
    },
  };
};
