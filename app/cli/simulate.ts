import { CodedError } from '../../domain/errors.ts';
import { isUserId } from '../../domain/subject.ts';
import type { Config } from '../config.ts';
import type { Say } from '../serve.ts';
import { askAuren, nightsOf, nothingAnswers, showNights } from '../simulation/ask-auren.ts';
import { simulateNights } from '../simulation/person.ts';
import { postSigned } from '../simulation/post-signed.ts';
import { terraBodies } from '../simulation/terra-bodies.ts';
import { createProgress } from './progress.ts';
import { simulateConnected } from './simulate-connected.ts';

export interface SimulateOptions {
  readonly url?: string;
  readonly user: string;
  readonly nights: number;
  readonly seed: number;
  /** `terra` pushes; `oura` and `whoop` notify and are asked. */
  readonly provider?: string;
  /** Where the API of `oura` or `whoop` is to listen; where their API_URL points unless given. */
  readonly apiPort?: number;
}

/** Lets a made-up person's nights come to a running AUREN, then asks for the states they led to. */
export const simulate = async (config: Config, say: Say, options: SimulateOptions): Promise<number> => {
  const { user, nights, seed, provider = 'terra' } = options;
  if (!isUserId(user) || !Number.isInteger(nights) || nights < 1 || nights > 3_650 || !Number.isInteger(seed))
    throw new CodedError(
      'invalid_request',
      400,
      '--user takes an id, --nights 1 to 3650, --seed a whole number',
    );
  const url = (options.url ?? `http://127.0.0.1:${config.port}`).replace(/\/$/, '');
  if (provider === 'oura' || provider === 'whoop')
    return simulateConnected(config, say, { ...options, url, provider });
  if (provider !== 'terra')
    throw new CodedError('provider_unknown', 404, '--provider takes terra, oura or whoop');
  return simulatePushed(config, say, { ...options, url });
};

/** Posts signed nights as Terra does. */
const simulatePushed = async (
  config: Config,
  say: Say,
  { url, user, nights, seed }: SimulateOptions & { readonly url: string },
): Promise<number> => {
  const secret = config.providers['terra']!.webhookSecrets[0];
  if (secret === undefined)
    throw new CodedError(
      'provider_not_configured',
      503,
      'set TERRA_SIGNING_SECRET to what the running AUREN has, or use `npm run demo`',
    );
  const today = new Date().toISOString().slice(0, 10);
  const bodies = simulateNights(seed, nights, today).flatMap((night) => terraBodies(user, night));
  const progress = createProgress('simulate', 'webhooks', say);
  for (const [index, body] of bodies.entries()) {
    await postSigned(url, secret, body).catch((error: unknown) => {
      throw error instanceof CodedError ? error : nothingAnswers(url, error);
    });
    progress.update(index + 1, bodies.length);
  }
  progress.stop();
  say(`${bodies.length} signed webhooks acknowledged for ${user}.`);

  const asking = await askAuren(config, url);
  if (asking.token === undefined) {
    const path = `/api/v1/users/${encodeURIComponent(user)}/state`;
    say(`No admin token here; ask with your own: curl -H "Authorization: Bearer $TOKEN" ${url}${path}`);
    return 0;
  }
  showNights(config, say, { url, user }, await nightsOf(asking, user));
  return 0;
};
