import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether no such process works any more; one that only waits to be collected is gone. */
export const isGone = (pid: number): boolean => {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return state === '' || state.startsWith('Z');
  } catch {
    return true;
  }
};

/** The worker an app started. */
export const workerOf = (appPid: number): number | undefined => {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  for (const row of rows) {
    const [pid, parent, ...words] = row.trim().split(/\s+/);
    if (Number(parent) === appPid && words.includes('worker')) return Number(pid);
  }
  return undefined;
};

/** The embedded server of a data directory; undefined when none has left its file there. */
export const postmasterOf = (dataDir: string): number | undefined => {
  try {
    return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
};
