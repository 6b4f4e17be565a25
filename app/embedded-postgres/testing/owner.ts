import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type OwnerEvent =
  | { event: 'log'; message: string }
  | { event: 'started'; url: string; adopted: boolean; directory: string }
  | { event: 'failed'; code: string; ownerPid: number | null; message: string }
  | { event: 'stopped' };

/** A child process that owns (or tries to own) a data directory. */
export interface Owner {
  readonly pid: number;
  /** The next event that is not a log line. */
  next(): Promise<OwnerEvent>;
  /** The next event, which must be `started`. */
  started(): Promise<Extract<OwnerEvent, { event: 'started' }>>;
  stop(): Promise<void>;
  /** `kill -9` of the app alone, or of its whole process group. */
  kill(what?: 'process' | 'group'): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./owner-process.ts', import.meta.url));

export function spawnOwner(dataDir: string, account: { uid?: number; gid?: number } = {}): Owner {
  const child = spawn(process.execPath, [PROGRAM, dataDir], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const pid = child.pid as number;
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<OwnerEvent> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the owner process ${pid} ended without a word`);
      const event = JSON.parse(value) as OwnerEvent;
      if (event.event !== 'log') return event;
    }
  };
  return {
    pid,
    next,
    async started() {
      const event = await next();
      if (event.event !== 'started') throw new Error(`not started: ${JSON.stringify(event)}`);
      return event;
    },
    async stop() {
      child.stdin.write('stop\n');
      await exited;
    },
    async kill(what = 'group') {
      process.kill(what === 'group' ? -pid : pid, 'SIGKILL');
      await exited;
    },
  };
}
