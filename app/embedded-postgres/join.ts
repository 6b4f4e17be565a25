import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { existingCluster } from './cluster.ts';
import { readIfPresent } from './durable-files.ts';
import { SUPERUSER } from './initdb.ts';
import { isOwned } from './lock.ts';
import { DATABASE } from './ownership.ts';
import { readPostmaster } from './postmaster-file.ts';

/**
 * The url of a server that another app owns right now, for a command that works beside it; null when nobody
 * does: then the command must start (or adopt) the server itself.
 */
export async function findOwnedServer(path: string): Promise<string | null> {
  const dataDir = await realpath(path).catch(() => null);
  const directory = dataDir === null ? null : await existingCluster(dataDir);
  if (dataDir === null || directory === null) return null;
  const state = await readPostmaster(directory);
  if (state.kind !== 'live' || state.port === null || state.status !== 'ready') return null;
  const password = (await readIfPresent(join(dataDir, 'postgres-password')))?.trim();
  if (password === undefined || password === '') return null;
  const owned = await isOwned({ port: state.port, password });
  return owned ? `postgres://${SUPERUSER}:${password}@127.0.0.1:${state.port}/${DATABASE}` : null;
}
