import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPostmaster } from '../postmaster.ts';
import { readPostmaster } from '../postmaster-file.ts';

/** A temporary folder for one test, with a data directory and a place that stands for `/var/lib/auren`. */
export interface DataFolder {
  readonly folder: string;
  readonly dataDir: string;
  readonly shared: string;
  /** Process id of the server that runs in the data directory. */
  serverPid(): Promise<number>;
  /** Ends the server, whoever owns it, and removes the folder. */
  remove(): Promise<void>;
}

/** @param mode of the folder; as root the default lets the database account pass. */
export async function makeDataFolder(mode = 0o755): Promise<DataFolder> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'auren-postgres-')));
  await chmod(folder, 0o755);
  const shared = join(folder, 'shared');
  const closed = join(folder, 'own');
  await mkdir(closed);
  await chmod(closed, mode);
  const dataDir = join(closed, 'data');
  const cluster = () => realpath(join(dataDir, 'postgres')).catch(() => null);
  return {
    folder,
    dataDir,
    shared,
    async serverPid() {
      const state = await readPostmaster((await cluster()) ?? dataDir);
      if (state.kind !== 'live') throw new Error(`no server runs in ${dataDir}: ${state.kind}`);
      return state.pid;
    },
    async remove() {
      const directory = await cluster();
      const state = directory === null ? null : await readPostmaster(directory);
      if (directory !== null && state?.kind === 'live') {
        await stopPostmaster(state.pid, directory, () => undefined);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
