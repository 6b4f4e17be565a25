import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { createToken, hasAdminToken, newToken } from '../gateway/access-tokens.ts';
import type { Config } from './config.ts';

export interface FirstToken {
  /** Where the first token is, for the reader of the start-up text. */
  readonly where: string;
  /** Only when it was made just now. */
  readonly token?: string;
}

/** `AUREN_ADMIN_TOKEN` when set; else one is made once and kept in the data directory, readable by its owner alone. */
export const ensureAdminToken = async (pool: pg.Pool, config: Config): Promise<FirstToken> => {
  if (config.adminToken !== undefined) {
    await createToken(pool, { name: 'AUREN_ADMIN_TOKEN', userId: null, token: config.adminToken });
    return { where: 'AUREN_ADMIN_TOKEN' };
  }
  const path = join(config.dataDir, 'admin-token');
  if (await hasAdminToken(pool)) return { where: path };
  const token = newToken();
  await mkdir(config.dataDir, { recursive: true });
  await writeFile(path, `${token}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
  await createToken(pool, { name: 'first admin token', userId: null, token });
  return { where: path, token };
};
