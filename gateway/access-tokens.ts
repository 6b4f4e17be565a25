import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { validate as isUuid } from 'uuid';

export interface Access {
  /** Names the token and is no secret. */
  readonly tokenId: string;
  /** Null: admin, may act for everyone. */
  readonly userId: string | null;
}
export interface TokenInfo {
  readonly id: string;
  readonly name: string;
  readonly user_id: string | null;
  readonly created_at: string;
  readonly revoked_at: string | null;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
export const newToken = (): string => `auren_${randomBytes(32).toString('base64url')}`;

/** Only hashes are stored: the token itself is shown once, to whoever makes it. */
export const createToken = async (
  pool: pg.Pool,
  { name, userId, token = newToken() }: { name: string; userId: string | null; token?: string },
): Promise<{ id: string; token: string }> => {
  const { rows } = await pool.query<{ id: string }>(
    `insert into access.tokens (id, token_hash, name, user_id) values ($1, $2, $3, $4)
     on conflict (token_hash) do update set name = excluded.name returning id`,
    [randomUUID(), hashOf(token), name, userId],
  );
  return { id: rows[0]!.id, token };
};

export const findAccess = async (pool: pg.Pool, token: string): Promise<Access | undefined> => {
  const { rows } = await pool.query<{ id: string; user_id: string | null }>({
    name: 'find_access',
    text: 'select id, user_id from access.tokens where token_hash = $1 and revoked_at is null',
    values: [hashOf(token)],
  });
  return rows[0] === undefined ? undefined : { tokenId: rows[0].id, userId: rows[0].user_id };
};

interface Row {
  id: string;
  name: string;
  user_id: string | null;
  created_at: Date;
  revoked_at: Date | null;
}

export const listTokens = async (pool: pg.Pool): Promise<TokenInfo[]> => {
  const { rows } = await pool.query<Row>(
    'select id, name, user_id, created_at, revoked_at from access.tokens order by created_at, id',
  );
  return rows.map((row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    revoked_at: row.revoked_at?.toISOString() ?? null,
  }));
};

/** True when there was such a token and it worked until now. */
export const revokeToken = async (pool: pg.Pool, id: string): Promise<boolean> => {
  if (!isUuid(id)) return false;
  const { rowCount } = await pool.query(
    'update access.tokens set revoked_at = now() where id = $1 and revoked_at is null',
    [id],
  );
  return rowCount === 1;
};

export const hasAdminToken = async (pool: pg.Pool): Promise<boolean> => {
  const { rowCount } = await pool.query(
    'select from access.tokens where user_id is null and revoked_at is null limit 1',
  );
  return (rowCount ?? 0) > 0;
};

/** Constant time, whatever the lengths. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(hashOf(a), hashOf(b));
