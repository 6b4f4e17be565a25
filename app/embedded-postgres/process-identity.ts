import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from './error.ts';

/** Whether a process (of any account, zombies included) has this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * Whether the process is a PostgreSQL server working in `directory`. A process id alone proves nothing: after a crash
 * or in a restarted container the id in `postmaster.pid` often belongs to something else. A zombie is not a server.
 */
export async function isPostmasterOf(pid: number, directory: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  return process.platform === 'linux' ? linuxAnswer(pid, directory) : psAnswer(pid, directory);
}

async function linuxAnswer(pid: number, directory: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const words = commandLine.split('\0');
  if (basename(words[0] ?? '') !== 'postgres') return false;
  try {
    const [working, own] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(directory)]);
    return working.dev === own.dev && working.ino === own.ino;
  } catch (error) {
    // Another account's process hides its working directory; its command line names the directory too.
    return errorCode(error) === 'EACCES' && words.includes(directory);
  }
}

async function psAnswer(pid: number, directory: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
    return stdout.includes('postgres') && stdout.includes(directory);
  } catch {
    return false;
  }
}
