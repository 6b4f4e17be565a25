import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { keyOwnerOf } from '../../eventstore/event-store.ts';
import { open, type SubjectKeys, seal } from '../../eventstore/subject-keys.ts';

/** How long a person has to agree at the provider. */
export const AUTHORISATION_MS = 10 * 60_000;
const STATE_BYTES = 32;

export interface Authorisation {
  readonly userId: string;
  /** PKCE; undefined where the provider has none. */
  readonly codeVerifier: string | undefined;
}

const hashOf = (state: string): Buffer => createHash('sha256').update(state).digest();
const contextOf = (provider: string, hash: Buffer): string =>
  `authorisation:${provider}:${hash.toString('hex')}`;

/** Begins connecting; answers the secret that the provider hands back. Only its hash is kept. */
export const beginAuthorisation = async (
  pool: pg.Pool,
  keys: SubjectKeys,
  provider: string,
  { userId, codeVerifier }: Authorisation,
  now: Date,
): Promise<{ state: string; expiresAt: Date }> => {
  const state = randomBytes(STATE_BYTES).toString('base64url');
  const hash = hashOf(state);
  const expiresAt = new Date(now.getTime() + AUTHORISATION_MS);
  let sealed: Buffer | null = null;
  let keyId: string | null = null;
  if (codeVerifier !== undefined) {
    const key = await keys.forSealing(keyOwnerOf(userId));
    sealed = seal(key.secret, Buffer.from(codeVerifier), contextOf(provider, hash));
    keyId = key.id;
  }
  await pool.query('delete from providers.authorisations where expires_at <= $1', [now]);
  await pool.query(
    `insert into providers.authorisations (state_hash, provider, user_id, sealed, key_id, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [hash, provider, userId, sealed, keyId, expiresAt],
  );
  return { state, expiresAt };
};

/** Undefined when it was never begun, began too long ago, is of another provider, or was used: each works once. */
export const useAuthorisation = async (
  pool: pg.Pool,
  keys: SubjectKeys,
  provider: string,
  state: string,
  now: Date,
): Promise<Authorisation | undefined> => {
  const hash = hashOf(state);
  const { rows } = await pool.query<{
    provider: string;
    user_id: string;
    sealed: Buffer | null;
    key_id: string | null;
    expires_at: Date;
  }>(
    'delete from providers.authorisations where state_hash = $1 returning provider, user_id, sealed, key_id, expires_at',
    [hash],
  );
  const row = rows[0];
  if (row === undefined || row.provider !== provider || row.expires_at <= now) return undefined;
  if (row.sealed === null || row.key_id === null) return { userId: row.user_id, codeVerifier: undefined };
  const key = await keys.forOpening(keyOwnerOf(row.user_id), row.key_id);
  if (key === undefined) return undefined;
  return {
    userId: row.user_id,
    codeVerifier: open(key.secret, row.sealed, contextOf(provider, hash)).toString(),
  };
};
