import { CodedError } from '../../domain/errors.ts';
import { isUserId } from '../../domain/subject.ts';
import { createToken, listTokens, revokeToken } from '../../gateway/access-tokens.ts';
import type { Config } from '../config.ts';
import type { Say } from '../serve.ts';
import { withEngines } from './with-engines.ts';

export const createTokenCommand = (
  config: Config,
  say: Say,
  { user, admin, name }: { user?: string; admin?: boolean; name: string },
): Promise<number> => {
  if ((user === undefined) === (admin !== true))
    throw new CodedError('invalid_request', 400, 'say either --user <id> or --admin');
  if (user !== undefined && !isUserId(user))
    throw new CodedError('invalid_request', 400, 'a user id is 1 to 128 letters, digits or _ . : @ -');
  return withEngines(config, async ({ pool }) => {
    const { token } = await createToken(pool, { name, userId: user ?? null });
    say(token);
    return 0;
  });
};

export const listTokensCommand = (config: Config, say: Say): Promise<number> =>
  withEngines(config, async ({ pool }) => {
    for (const token of await listTokens(pool))
      say(
        [
          token.id,
          token.user_id ?? 'admin',
          token.created_at,
          token.revoked_at === null ? 'valid' : `revoked ${token.revoked_at}`,
          token.name,
        ].join('  '),
      );
    return 0;
  });

export const revokeTokenCommand = (config: Config, say: Say, id: string): Promise<number> =>
  withEngines(config, async ({ pool }) => {
    const done = await revokeToken(pool, id);
    say(done ? `revoked ${id}` : `no valid token ${id}`);
    return done ? 0 : 1;
  });
