import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CodedError } from '../domain/errors.ts';
import { createOnce, readIfPresent } from './embedded-postgres/durable-files.ts';

/** Reads a secret of the data directory, or makes it once (mode 0600, on disk before it is used). */
export const keptSecret = async (
  dataDir: string,
  name: string,
  make: () => string,
): Promise<{ value: string; made: boolean }> => {
  const kept = await readIfPresent(join(dataDir, name));
  if (kept !== null) return { value: kept.trim(), made: false };
  const fresh = make();
  const value = (await createOnce(dataDir, name, `${fresh}\n`)).trim();
  return { value, made: value === fresh };
};

export const keptMasterKey = async (dataDir: string): Promise<{ key: Buffer; made: boolean }> => {
  const { value, made } = await keptSecret(dataDir, 'master-key', () => randomBytes(32).toString('base64'));
  const key = Buffer.from(value, 'base64');
  if (key.length !== 32)
    throw new CodedError(
      'config_invalid',
      500,
      `${join(dataDir, 'master-key')} does not hold 32 bytes in base64`,
    );
  return { key, made };
};
