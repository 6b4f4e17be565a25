import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import type pg from 'pg';
import { inTransaction } from '../../eventstore/postgres/transaction.ts';
import { ProviderApiError } from '../../providers/api.ts';
import { breakConnection } from '../connection-events.ts';
import type { ConnectedProvider } from './connected-provider.ts';
import type { ConnectionId, ConnectionTokenStore, ConnectionTokens } from './connection-tokens.ts';
import { InvalidGrant, type Tokens } from './oauth-client.ts';
import type { ProviderContext } from './provider-context.ts';

/** Longer than the holder of the row may take, and shorter than a statement of a gateway. */
const LOCK = `set local lock_timeout = '12s'`;
const LOCK_NOT_AVAILABLE = '55P03';
/** Each holds a database connection while the provider answers. */
const AT_ONCE = 4;
const WAITING = 10_000;

export type Renew = (
  provider: ConnectedProvider,
  externalUser: string,
  /** The tokens that are no longer good. */
  generation: number,
) => Promise<ConnectionTokens>;

export const noConnection = (title: string): ProviderApiError =>
  new ProviderApiError('not_connected', `nobody is connected to ${title} under this id`);
export const brokenConnection = (title: string): ProviderApiError =>
  new ProviderApiError('unauthorized', `the connection to ${title} is broken: the person must connect again`);

/**
 * Renews the tokens of a connection, once for all processes: the row is locked from before the provider is asked until
 * what it answered is committed, and whoever waited uses what the first one got. A refresh token that is used twice may
 * end the connection, as providers take it for stolen.
 */
export const createRenew = (
  { pool, store, now }: Pick<ProviderContext, 'pool' | 'store' | 'now'>,
  tokens: ConnectionTokenStore,
): Renew => {
  const running = new Map<string, Promise<ConnectionTokens>>();
  const room = bulkhead(AT_ONCE, WAITING);
  /** Given by a provider, and not saved since the database went away. `after`: the refresh token that was used up. */
  const unsaved = new Map<string, { readonly after: string | null; readonly tokens: Tokens }>();

  const ask = async (provider: ConnectedProvider, standing: ConnectionTokens): Promise<Tokens> => {
    const { oauth, title, guard } = provider;
    if (oauth === undefined)
      throw new ProviderApiError('unavailable', `${title} is not configured: its tokens cannot be renewed`);
    if (standing.refreshToken === null) throw new InvalidGrant(`${title} gave nothing to renew with`);
    return guard.run(() => oauth.refresh(standing));
  };

  /** Resolves when the break may be committed. Throws when somebody renewed the tokens meanwhile. */
  const confirmBroken = async (
    tx: pg.ClientBase,
    { name, title }: ConnectedProvider,
    id: ConnectionId,
    standing: ConnectionTokens,
  ): Promise<void> => {
    // Also proves that this transaction, and with it the lock, is still there.
    const again = await tokens.readLocked(tx, id);
    if (again?.refreshToken !== standing.refreshToken)
      throw new ProviderApiError('unavailable', `the connection to ${title} was changed meanwhile`, {
        retryAfterS: 1,
      });
    const reason = `${title} no longer accepts what the person agreed to; it was withdrawn or has expired`;
    await tokens.markBroken(tx, id, reason, new Date(now()));
    // Before the commit: said twice it is one fact, not said it would be lost.
    await breakConnection(store, {
      userId: standing.userId,
      provider: name,
      device: title,
      externalUser: id.externalUser,
      reason,
      generation: standing.generation,
    });
  };

  const renewLocked = (provider: ConnectedProvider, id: ConnectionId, key: string, generation: number) =>
    inTransaction(pool, LOCK, async (tx): Promise<ConnectionTokens | 'broken'> => {
      const standing = await tokens.readLocked(tx, id);
      if (standing === undefined) throw noConnection(provider.title);
      if (standing.brokenBecause !== null) return 'broken';
      if (standing.generation !== generation) return standing;
      let fresh = unsaved.get(key);
      if (fresh === undefined || fresh.after !== standing.refreshToken) {
        try {
          fresh = { after: standing.refreshToken, tokens: await ask(provider, standing) };
        } catch (error) {
          if (!(error instanceof InvalidGrant)) throw error;
          await confirmBroken(tx, provider, id, standing);
          return 'broken';
        }
        unsaved.set(key, fresh);
      }
      await tokens.renew(tx, id, standing.userId, fresh.tokens, new Date(now()));
      return { ...standing, ...fresh.tokens, generation: generation + 1 };
    });

  const renew = async (
    provider: ConnectedProvider,
    id: ConnectionId,
    key: string,
    generation: number,
  ): Promise<ConnectionTokens> => {
    const renewed = await renewLocked(provider, id, key, generation);
    unsaved.delete(key);
    if (renewed === 'broken') throw brokenConnection(provider.title);
    return renewed;
  };

  /** Once in this process, so that a person's many calls do not hold as many database connections. */
  return (provider, externalUser, generation) => {
    const id = { provider: provider.name, externalUser };
    const key = `${provider.name} ${externalUser}`;
    const turn = `${key} ${generation}`;
    const started =
      running.get(turn) ??
      room
        .execute(() => renew(provider, id, key, generation))
        .catch((error: unknown) => {
          throw isCrowded(error) ? crowded() : error;
        })
        .finally(() => {
          running.delete(turn);
        });
    running.set(turn, started);
    return started;
  };
};

const isCrowded = (error: unknown): boolean =>
  error instanceof BulkheadRejectedError || (error as { code?: unknown }).code === LOCK_NOT_AVAILABLE;
const crowded = (): ProviderApiError =>
  new ProviderApiError('unavailable', 'others that renew connections take too long', { retryAfterS: 5 });
