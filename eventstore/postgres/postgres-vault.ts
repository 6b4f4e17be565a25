import type pg from 'pg';
import { CodedError } from '../../domain/errors.ts';
import { type KeyVault, open, seal } from '../subject-keys.ts';
import { isEngineFailure } from './failures.ts';

export const createPostgresVault = (pool: pg.Pool): KeyVault => {
  const query = async <R extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<R[]> => {
    try {
      return (await pool.query<R>(text, values)).rows;
    } catch (cause) {
      if (!isEngineFailure(cause)) throw cause;
      throw new CodedError('engine_unavailable', 503, 'the database that holds the keys does not answer', {
        cause,
        retryAfterS: 2,
      });
    }
  };
  const get: KeyVault['get'] = async (owner) => {
    const rows = await query<{ wrapped_key: Buffer }>(
      'select wrapped_key from vault.subject_keys where owner = $1',
      [owner],
    );
    return rows[0]?.wrapped_key;
  };
  return {
    putIfAbsent: async (owner, wrapped) => {
      const standing = await get(owner);
      if (standing !== undefined) return standing;
      await query(
        'insert into vault.subject_keys (owner, wrapped_key) values ($1, $2) on conflict do nothing',
        [owner, wrapped],
      );
      return (await get(owner)) ?? wrapped;
    },
    get,
    delete: async (owner) => {
      await query('delete from vault.subject_keys where owner = $1', [owner]);
    },
  };
};

const CHECK = 'auren master key check';

/** Throws `master_key_mismatch` when the keys in this database were wrapped with another master key. */
export const checkMasterKey = async (pool: pg.Pool, masterKey: Buffer): Promise<void> => {
  await pool.query('insert into vault.master_key_check (sealed) values ($1) on conflict do nothing', [
    seal(masterKey, Buffer.from(CHECK), CHECK),
  ]);
  const { rows } = await pool.query<{ sealed: Buffer }>('select sealed from vault.master_key_check');
  try {
    open(masterKey, rows[0]!.sealed, CHECK);
  } catch (cause) {
    throw new CodedError(
      'master_key_mismatch',
      500,
      'AUREN_MASTER_KEY is not the key this database was first started with; put the first one back',
      { cause },
    );
  }
};
