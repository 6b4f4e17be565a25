import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../app/testing/test-database.ts';
import { createSubjectKeys } from '../subject-keys.ts';
import { checkMasterKey, createPostgresVault } from './postgres-vault.ts';

describe('PostgreSQL key vault', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('keeps the first of many keys put at once, and answers it to all', async () => {
    const vault = createPostgresVault(database.pool);
    const keys = await Promise.all(
      Array.from({ length: 30 }, () => vault.putIfAbsent('user:ada', randomBytes(60))),
    );
    const standing = await vault.get('user:ada');
    for (const key of keys) expect(Buffer.from(key)).toEqual(standing);
  });

  it('forgets a deleted key, and knows none of a stranger', async () => {
    const vault = createPostgresVault(database.pool);
    await vault.putIfAbsent('user:bob', randomBytes(60));
    await vault.delete('user:bob');
    await vault.delete('user:bob');
    expect(await vault.get('user:bob')).toBeUndefined();
    expect(await vault.get('user:nobody')).toBeUndefined();
  });

  it('gives processes that first meet a person at once the same key', async () => {
    const masterKey = randomBytes(32);
    const processes = Array.from({ length: 8 }, () =>
      createSubjectKeys(createPostgresVault(database.pool), masterKey),
    );
    const keys = await Promise.all(processes.map((keys) => keys.forSealing('user:cleo')));
    expect(new Set(keys.map((key) => key.id)).size).toBe(1);
  });

  it('accepts the master key it was first started with, however many start at once, and no other', async () => {
    const masterKey = randomBytes(32);
    await Promise.all(Array.from({ length: 8 }, () => checkMasterKey(database.pool, masterKey)));
    await expect(checkMasterKey(database.pool, randomBytes(32))).rejects.toMatchObject({
      code: 'master_key_mismatch',
    });
    await checkMasterKey(database.pool, masterKey);
  });
});
