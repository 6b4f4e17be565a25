import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../domain/errors.ts';
import { isUserId } from '../../domain/subject.ts';
import type { Config } from '../config.ts';
import type { Say } from '../serve.ts';
import { simulateNights } from '../simulation/person.ts';
import { postSigned } from '../simulation/post-signed.ts';
import { terraBodies } from '../simulation/terra-bodies.ts';
import { createProgress } from './progress.ts';

export interface SimulateOptions {
  readonly url?: string;
  readonly user: string;
  readonly nights: number;
  readonly seed: number;
}

const SHOWN_NIGHTS = 10;

/** Posts signed nights, then asks for the states they led to. */
export const simulate = async (config: Config, say: Say, options: SimulateOptions): Promise<number> => {
  const { user, nights, seed } = options;
  const url = (options.url ?? `http://127.0.0.1:${config.port}`).replace(/\/$/, '');
  const secret = config.providers['terra']!.webhookSecrets[0];
  if (secret === undefined)
    throw new CodedError(
      'provider_not_configured',
      503,
      'set TERRA_SIGNING_SECRET to what the running AUREN has, or use `npm run demo`',
    );
  if (!isUserId(user) || !Number.isInteger(nights) || nights < 1 || nights > 3_650 || !Number.isInteger(seed))
    throw new CodedError(
      'invalid_request',
      400,
      '--user takes an id, --nights 1 to 3650, --seed a whole number',
    );

  const today = new Date().toISOString().slice(0, 10);
  const bodies = simulateNights(seed, nights, today).flatMap((night) => terraBodies(user, night));
  const progress = createProgress('simulate', 'webhooks', say);
  for (const [index, body] of bodies.entries()) {
    await postSigned(url, secret, body).catch((error: unknown) => {
      if (error instanceof CodedError) throw error;
      throw new CodedError(
        'engine_unavailable',
        503,
        `nothing answers at ${url}; start AUREN with \`npm start\` first`,
        { cause: error },
      );
    });
    progress.update(index + 1, bodies.length);
  }
  progress.stop();
  say(`${bodies.length} signed webhooks acknowledged for ${user}.`);

  const token =
    config.adminToken ?? (await readFile(join(config.dataDir, 'admin-token'), 'utf8').catch(() => '')).trim();
  const path = `/api/v1/users/${encodeURIComponent(user)}`;
  const ask = async (what: string): Promise<Record<string, never>> => {
    const response = await fetch(`${url}${path}${what}`, {
      headers: { authorization: `Bearer ${token}`, prefer: 'wait=30' },
    });
    if (!response.ok) throw new CodedError('query_refused', response.status, await response.text());
    return (await response.json()) as Record<string, never>;
  };
  if (token === '') {
    say(`No admin token here; ask with your own: curl -H "Authorization: Bearer $TOKEN" ${url}${path}/state`);
    return 0;
  }
  const page = await ask(`/nights?limit=1000`);
  const items = (page['items'] ?? []) as { date: string; state: string; confidence: number | null }[];
  say(`\nThe last nights of ${user}:`);
  for (const night of items.slice(-SHOWN_NIGHTS))
    say(
      `  ${night.date}  ${night.state.padEnd(18)} ${night.confidence === null ? '' : `confidence ${night.confidence}`}`,
    );
  const shown =
    config.adminToken === undefined ? `$(cat ${join(config.dataDir, 'admin-token')})` : '$AUREN_ADMIN_TOKEN';
  const auth = `-H "Authorization: Bearer ${shown}"`;
  say(`\nLook yourself:
  curl -s ${auth} ${url}${path}/state
  curl -s ${auth} -H 'content-type: application/json' \\
       -d '{"user_id":"${user}","message":"How am I, and what changed?"}' ${url}/api/v1/chat\n`);
  return 0;
};
