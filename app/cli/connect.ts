import { CodedError } from '../../domain/errors.ts';
import { isUserId } from '../../domain/subject.ts';
import type { Config } from '../config.ts';
import { openProviders } from '../provider-access.ts';
import { publicUrlOf } from '../public-url.ts';
import type { Say } from '../serve.ts';
import { withEngines } from './with-engines.ts';

/** Prints where the person agrees; works once, for ten minutes, while AUREN runs to take the answer. */
export const connectCommand = (
  config: Config,
  say: Say,
  { provider, user }: { provider: string; user: string },
): Promise<number> => {
  if (!isUserId(user))
    throw new CodedError('invalid_request', 400, 'a user id is 1 to 128 letters, digits or _ . : @ -');
  return withEngines(config, async (engines) => {
    const { connecting } = openProviders(config, engines);
    const redirectUri = `${publicUrlOf(config, config.port)}/connect/${provider}/callback`;
    const { authorizeUrl } = await connecting.begin(provider, user, redirectUri);
    say(authorizeUrl);
    return 0;
  });
};
