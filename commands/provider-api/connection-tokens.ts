import type pg from 'pg';
import { keyOwnerOf } from '../../eventstore/event-store.ts';
import { open, type SubjectKeys, seal } from '../../eventstore/subject-keys.ts';
import type { Tokens } from './oauth-client.ts';

export interface ConnectionTokens extends Tokens {
  readonly userId: string;
  /** Another number: other tokens. */
  readonly generation: number;
  /** Why nothing is fetched any more; null while it works. */
  readonly brokenBecause: string | null;
}

/** Names a connection: the provider, and its id of the person. */
export interface ConnectionId {
  readonly provider: string;
  readonly externalUser: string;
}

interface Row {
  readonly user_id: string;
  readonly sealed: Buffer;
  readonly key_id: string;
  readonly generation: string;
  readonly expires_at: Date | null;
  readonly scopes: string[];
  readonly broken_because: string | null;
}

type Queries = Pick<pg.ClientBase, 'query'>;

/** Sealed bytes open in their own row only. */
const contextOf = ({ provider, externalUser }: ConnectionId): string =>
  `connection:${provider}:${externalUser}`;

const dateOf = (unixMs: number | null): Date | null => (unixMs === null ? null : new Date(unixMs));

/**
 * Tokens at rest, sealed with the key of their person: whoever erases the key has erased them. `tx` is the transaction
 * that a call is part of.
 */
export const createConnectionTokens = (keys: SubjectKeys) => {
  const sealed = async (id: ConnectionId, userId: string, tokens: Tokens) => {
    const key = await keys.forSealing(keyOwnerOf(userId));
    const { accessToken, refreshToken } = tokens;
    const plain = Buffer.from(JSON.stringify({ accessToken, refreshToken }));
    return { bytes: seal(key.secret, plain, contextOf(id)), keyId: key.id };
  };

  const opened = async (id: ConnectionId, row: Row): Promise<ConnectionTokens | undefined> => {
    const key = await keys.forOpening(keyOwnerOf(row.user_id), row.key_id);
    if (key === undefined) return undefined;
    const { accessToken, refreshToken } = JSON.parse(
      open(key.secret, row.sealed, contextOf(id)).toString(),
    ) as Pick<Tokens, 'accessToken' | 'refreshToken'>;
    return {
      accessToken,
      refreshToken,
      expiresAt: row.expires_at?.getTime() ?? null,
      scopes: row.scopes,
      userId: row.user_id,
      generation: Number(row.generation),
      brokenBecause: row.broken_because,
    };
  };

  const select = async (
    queries: Queries,
    id: ConnectionId,
    locking: '' | 'for update',
  ): Promise<ConnectionTokens | undefined> => {
    const { rows } = await queries.query<Row>(
      `select user_id, sealed, key_id, generation, expires_at, scopes, broken_because
         from providers.connections where provider = $1 and external_user = $2 ${locking}`,
      [id.provider, id.externalUser],
    );
    return rows[0] === undefined ? undefined : opened(id, rows[0]);
  };

  return {
    /** Undefined when nobody is connected under this id, or the person was erased. */
    read: (queries: Queries, id: ConnectionId) => select(queries, id, ''),
    /** The same; nobody else changes the row until the transaction ends. */
    readLocked: (tx: Queries, id: ConnectionId) => select(tx, id, 'for update'),

    /** After `readLocked`. */
    renew: async (tx: Queries, id: ConnectionId, userId: string, tokens: Tokens, at: Date): Promise<void> => {
      const { bytes, keyId } = await sealed(id, userId, tokens);
      await tx.query(
        `update providers.connections set sealed = $3, key_id = $4, expires_at = $5, scopes = $6, updated_at = $7,
                generation = generation + 1
          where provider = $1 and external_user = $2`,
        [id.provider, id.externalUser, bytes, keyId, dateOf(tokens.expiresAt), tokens.scopes, at],
      );
    },

    /** The tokens stay as they are; nobody uses them until the person connects again. */
    markBroken: async (tx: Queries, id: ConnectionId, because: string, at: Date): Promise<void> => {
      await tx.query(
        `update providers.connections set broken_because = $3, updated_at = $4
          where provider = $1 and external_user = $2`,
        [id.provider, id.externalUser, because, at],
      );
    },

    /** False when the account is another person's, and that person was not erased. */
    connect: async (
      tx: Queries,
      id: ConnectionId,
      userId: string,
      tokens: Tokens,
      at: Date,
    ): Promise<boolean> => {
      const { bytes, keyId } = await sealed(id, userId, tokens);
      const values = [id.provider, id.externalUser, userId, bytes, keyId];
      const facts = [dateOf(tokens.expiresAt), tokens.scopes, at];
      const { rowCount } = await tx.query(
        `insert into providers.connections
           (provider, external_user, user_id, sealed, key_id, expires_at, scopes, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
        [...values, ...facts],
      );
      if (rowCount === 1) return true;
      const standing = await select(tx, id, 'for update');
      if (standing !== undefined && standing.userId !== userId) return false;
      await tx.query(
        `update providers.connections set user_id = $3, sealed = $4, key_id = $5, expires_at = $6, scopes = $7,
                updated_at = $8, broken_because = null, generation = generation + 1
          where provider = $1 and external_user = $2`,
        [...values, ...facts],
      );
      return true;
    },

    /** The provider's ids that the person is connected under. */
    accountsOf: async (queries: Queries, provider: string, userId: string): Promise<string[]> => {
      const { rows } = await queries.query<{ external_user: string }>(
        `select external_user from providers.connections where provider = $1 and user_id = $2 order by 1`,
        [provider, userId],
      );
      return rows.map((row) => row.external_user);
    },

    /** At one provider, or everywhere. */
    forget: async (queries: Queries, userId: string, provider?: string): Promise<number> => {
      const { rowCount } = await queries.query(
        `delete from providers.connections where user_id = $1 and ($2::text is null or provider = $2)`,
        [userId, provider ?? null],
      );
      return rowCount ?? 0;
    },
  };
};
export type ConnectionTokenStore = ReturnType<typeof createConnectionTokens>;
