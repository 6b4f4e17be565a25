import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CodedError } from '../../domain/errors.ts';
import type { Config } from '../config.ts';
import type { Say } from '../serve.ts';
import { askAuren, nightsOf, type ShownNight, showNights } from '../simulation/ask-auren.ts';
import { type SimulatedNight, simulateNights } from '../simulation/person.ts';
import { notifyChanges } from '../simulation/provider-api/notifier.ts';
import { ouraStyle } from '../simulation/provider-api/oura.ts';
import { ouraNight } from '../simulation/provider-api/oura-night.ts';
import { type ProviderApiServer, startProviderApi } from '../simulation/provider-api/server.ts';
import { whoopStyle } from '../simulation/provider-api/whoop.ts';
import { whoopNight } from '../simulation/provider-api/whoop-night.ts';
import { createProgress } from './progress.ts';

export interface SimulateConnectedOptions {
  readonly provider: 'oura' | 'whoop';
  readonly url: string;
  readonly user: string;
  readonly nights: number;
  readonly seed: number;
  readonly apiPort?: number;
}

const DAY_MS = 86_400_000;
const DEFAULT_PORT = 8_899;
/** What AUREN brings along when somebody connects, less what the edges of a window may leave out. */
const HISTORY_DAYS = 28;
/** Of the newest nights each is notified on its own. */
const NOTIFIED = 3;
const LONGEST_WAIT_MS = 10 * 60_000;

const KINDS = {
  oura: { style: ouraStyle, night: ouraNight, account: (user: string) => `simulated-${user}` },
  whoop: {
    style: whoopStyle,
    night: whoopNight,
    // WHOOP knows people by numbers.
    account: (user: string) =>
      String(1_000_000 + (createHash('sha256').update(user).digest().readUInt32BE(0) >>> 4)),
  },
};

/**
 * Is the provider's API itself: a made-up person agrees to be connected, AUREN fetches their last nights, is notified of
 * the newest and fetches those too. The running AUREN must ask here: its API_URL of this provider says so.
 */
export const simulateConnected = async (
  config: Config,
  say: Say,
  options: SimulateConnectedOptions,
): Promise<number> => {
  const { provider, url, user, nights, seed } = options;
  const { style, night: recordsOf, account: accountOf } = KINDS[provider];
  const { client, port } = settingsOf(config, options);
  const asking = await askAuren(config, url);
  if (asking.token === undefined)
    throw new CodedError('unauthorized', 401, 'set AUREN_ADMIN_TOKEN to an admin token of the running AUREN');

  const account = accountOf(user);
  const all = simulateNights(seed, nights, new Date().toISOString().slice(0, 10));
  const api = await startProviderApi({ style, client, port, signedIn: account });
  const put = (night: SimulatedNight) =>
    recordsOf(account, night).flatMap(({ collection, record }) => [...api.put(account, collection, record)]);
  try {
    say(`The API of ${provider} listens at ${api.url}.`);
    for (const night of all.slice(0, -NOTIFIED)) put(night);
    await agree(asking.json, url, api, { provider, user });
    say(`${user} agreed and is connected; AUREN fetches the nights of the last 30 days by itself.`);

    const to = { webhookUrl: `${url}/webhooks/${provider}`, secret: client.secret };
    for (const night of all.slice(-NOTIFIED)) {
      const sent = await notifyChanges(style, to, account, put(night));
      const refused = sent.find(({ status }) => status !== 202);
      if (refused !== undefined)
        throw new CodedError(
          'webhook_refused',
          refused.status,
          `${url} answered ${refused.status} to a notification`,
        );
      say(`${night.date} is notified: ${sent.length} signed notifications acknowledged.`);
    }

    const oldest = new Date(Date.now() - HISTORY_DAYS * DAY_MS).toISOString().slice(0, 10);
    const expected = all.map(({ date }) => date).filter((date) => date >= oldest);
    showNights(config, say, { url, user }, await waitForNights(() => nightsOf(asking, user), expected, say));
    say(`AUREN made ${api.requests.length} requests. The API ends now; sweeps will find it away.`);
    return 0;
  } finally {
    await api.stop();
  }
};

const settingsOf = (
  config: Config,
  { provider, apiPort }: SimulateConnectedOptions,
): { client: { id: string; secret: string }; port: number } => {
  const { client, apiUrl } = config.providers[provider]!;
  const set = apiUrl === undefined ? undefined : new URL(apiUrl);
  const port = apiPort ?? (set === undefined ? DEFAULT_PORT : Number(set.port));
  if (client === undefined || set === undefined || Number(set.port) !== port || !(port > 0)) {
    const name = provider.toUpperCase();
    throw new CodedError(
      'provider_not_configured',
      503,
      `set ${name}_CLIENT_ID and ${name}_CLIENT_SECRET to anything, and ${name}_API_URL=http://127.0.0.1:${port || DEFAULT_PORT}, ` +
        'for the running AUREN and for this command alike',
    );
  }
  return { client, port };
};

/** What a person's browser does. */
const agree = async (
  json: (path: string, init: RequestInit) => Promise<Record<string, unknown>>,
  url: string,
  api: ProviderApiServer,
  { provider, user }: { provider: string; user: string },
): Promise<void> => {
  const path = `/api/v1/users/${encodeURIComponent(user)}/connections/${provider}`;
  const begun = new URL(String((await json(path, { method: 'POST' }))['authorize_url']));
  if (begun.origin !== api.url)
    throw new CodedError(
      'provider_not_configured',
      503,
      `the running AUREN asks ${begun.origin}: start it with ${provider.toUpperCase()}_API_URL=${api.url}`,
    );
  const agreed = await fetch(begun, { redirect: 'manual' });
  const location = agreed.headers.get('location');
  if (location === null)
    throw new CodedError('connect_refused', agreed.status, 'the client id is not that of the running AUREN');
  // AUREN may be known to others by a name that this machine cannot reach.
  const back = new URL(location);
  const answer = await fetch(new URL(`${back.pathname}${back.search}`, url), {
    headers: { accept: 'application/json' },
  });
  if (!answer.ok) throw new CodedError('connect_refused', answer.status, await answer.text());
};

const waitForNights = async (
  look: () => Promise<ShownNight[]>,
  expected: readonly string[],
  say: Say,
): Promise<ShownNight[]> => {
  const deadline = performance.now() + LONGEST_WAIT_MS;
  const progress = createProgress('fetch', 'nights', say);
  try {
    for (;;) {
      // Not yet known: the person is told of by the first thing that is fetched.
      const found = await look().catch((error: unknown) => {
        if (error instanceof CodedError && error.status === 404) return [];
        throw error;
      });
      const there = new Set(found.map(({ date }) => date));
      const count = expected.filter((date) => there.has(date)).length;
      progress.update(count, expected.length);
      if (count === expected.length) return found;
      if (performance.now() > deadline)
        throw new CodedError(
          'engine_unavailable',
          503,
          `${expected.length - count} nights did not come within ten minutes; see \`auren fetches list\``,
        );
      await pause(500);
    }
  } finally {
    progress.stop();
  }
};
