import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Ledger } from './ledger.ts';
import { fromLine, type WriterOrders } from './protocol.ts';

const PROGRAM = fileURLToPath(new URL('./writer-process.ts', import.meta.url));

interface Running {
  readonly child: ChildProcess;
  /** Resolves when the process is gone and all it said was read. */
  readonly ended: Promise<void>;
  readonly unanswered: Map<string, { stream: string; ids: readonly string[]; times: number }>;
}

export interface WriterProcess {
  /** `kill -9`, then a successor that first sends again what was not answered. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** Keeps one writer process running, whatever happens to it, and writes down everything it was told. */
export const startWriterProcess = (
  orders: Omit<WriterOrders, 'unanswered'>,
  ledger: Ledger,
  complain: (what: string) => void,
): WriterProcess => {
  let generation = 0;
  let expectEnd = false;

  const start = (unanswered: WriterOrders['unanswered']): Running => {
    generation++;
    const own: WriterOrders = { ...orders, seed: orders.seed * 100 + generation, unanswered };
    const child = spawn(process.execPath, [PROGRAM, JSON.stringify(own)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const running: Running = { child, unanswered: new Map(), ended: read(child) };
    child.stdin!.on('error', () => {});
    return running;

    async function read(process: ChildProcess): Promise<void> {
      const exited = once(process, 'exit');
      for await (const line of createInterface({ input: process.stdout! })) {
        const said = fromLine(line);
        if (said === undefined) continue;
        if (said.kind === 'wrong') complain(said.what);
        else note(running, said);
        if (said.kind === 'result') ledger.write(said);
      }
      const [code] = await exited;
      if (!expectEnd) complain(`a writer process ended by itself (${String(code)})`);
    }
  };
  let running = start([]);

  return {
    killAndRestart: async () => {
      expectEnd = true;
      running.child.kill('SIGKILL');
      await running.ended;
      expectEnd = false;
      running = start([...running.unanswered.values()]);
    },
    stop: async () => {
      expectEnd = true;
      running.child.stdin!.write('stop\n');
      await running.ended;
      if (running.child.exitCode !== 0)
        complain(`a writer process did not end well (${running.child.exitCode})`);
    },
  };
};

/** The same ids can be under way more than once. */
const note = (
  { unanswered }: Running,
  said: { kind: 'intent' | 'result'; stream: string; ids: readonly string[] },
): void => {
  const key = `${said.stream} ${said.ids.join(' ')}`;
  const times = (unanswered.get(key)?.times ?? 0) + (said.kind === 'intent' ? 1 : -1);
  if (times === 0) unanswered.delete(key);
  else unanswered.set(key, { stream: said.stream, ids: said.ids, times });
};
