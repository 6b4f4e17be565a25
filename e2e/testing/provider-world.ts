import type { SimulatedNight } from '../../app/simulation/person.ts';
import type { SeenRequest } from '../../app/simulation/provider-api/exchange.ts';
import {
  type Notification,
  notifyChanges,
  postNotification,
} from '../../app/simulation/provider-api/notifier.ts';
import { ouraStyle } from '../../app/simulation/provider-api/oura.ts';
import { type NamedRecord, ouraNight } from '../../app/simulation/provider-api/oura-night.ts';
import { type ProviderApiServer, startProviderApi } from '../../app/simulation/provider-api/server.ts';
import type { Change } from '../../app/simulation/provider-api/style.ts';
import { whoopStyle } from '../../app/simulation/provider-api/whoop.ts';
import { whoopNight } from '../../app/simulation/provider-api/whoop-night.ts';
import { type DataDir, type Environment, makeDataDir, type RunningAuren, startAuren } from './auren.ts';
import { withDatabase } from './database.ts';
import { items } from './pages.ts';
import { type Answer, ask } from './terra.ts';
import { until } from './until.ts';

export const RMSSD = 'heart_rate_variability.rmssd';
export const VERIFICATION_TOKEN = 'e2e-oura-verification-token';

export interface FetchedProvider {
  readonly name: 'oura' | 'whoop';
  readonly client: { readonly id: string; readonly secret: string };
  /** An id as this provider gives them. */
  readonly account: (number: number) => string;
  readonly night: (account: string, night: SimulatedNight) => NamedRecord[];
  /** The record of a night that holds its RMSSD. */
  readonly tellsRmssd: string;
}

export const OURA: FetchedProvider = {
  name: 'oura',
  client: { id: 'e2e-oura-client', secret: 'e2e-oura-client-secret' },
  account: (number) => `ring-${number}`,
  night: ouraNight,
  tellsRmssd: 'sleep',
};
export const WHOOP: FetchedProvider = {
  name: 'whoop',
  client: { id: 'e2e-whoop-client', secret: 'e2e-whoop-client-secret' },
  account: (number) => String(50_000 + number),
  night: whoopNight,
  tellsRmssd: 'recovery',
};

/** A night of ordinary values but for its RMSSD, which is a whole number as Oura gives it. */
export const nightOf = (date: string, rmssdMs: number): SimulatedNight => ({
  date,
  rmssdMs,
  heartRate: 54,
  restingHeartRate: 49,
  breaths: 14.5,
  skinCelsius: 33.6,
  asleepS: 27_000,
  bedtimeMin: 1_380,
});

export interface Night {
  readonly date: string;
  readonly supersedes: string | null;
  readonly features: Readonly<Record<string, number | null>>;
}

export interface ProviderWorld {
  readonly auren: RunningAuren;
  readonly data: DataDir;
  readonly api: Readonly<Record<'oura' | 'whoop', ProviderApiServer>>;
  readonly settings: Environment;
  /** The same AUREN again, after it ended. */
  restart(): Promise<void>;
  get(path: string): Promise<Answer>;
  connect(provider: FetchedProvider, user: string, account: string): Promise<Answer>;
  disconnect(provider: string, user: string): Promise<Answer>;
  /** As of now, the newest connection first. */
  connectionStatus(user: string): Promise<string[]>;
  /** Puts the records of a night at the provider; answers what there is to notify. */
  put(provider: FetchedProvider, account: string, night: SimulatedNight): Change[];
  notify(provider: FetchedProvider, account: string, changes: readonly Change[]): Promise<Notification[]>;
  /** Signed with the provider's own secret unless another is named. */
  post(provider: FetchedProvider, body: string, headers?: Record<string, string>): Promise<Response>;
  /** RMSSD of each night of the person, by date, as the newest assessment has it. */
  rmssdOf(user: string): Promise<Record<string, number | null>>;
  night(user: string, date: string): Promise<Night | undefined>;
  untilRmssd(user: string, date: string, rmssdMs: number): Promise<void>;
  requests(provider: FetchedProvider, account: string, part: string): SeenRequest[];
  parkedFetches(provider: FetchedProvider, account: string): Promise<{ problem: string; job: object }[]>;
  stop(): Promise<void>;
}

/** AUREN beside both providers' APIs. */
export const startProviderWorld = async (more: Environment = {}): Promise<ProviderWorld> => {
  const data = await makeDataDir();
  const api = {
    oura: await startProviderApi({ style: ouraStyle, client: OURA.client, signedIn: OURA.account(0) }),
    whoop: await startProviderApi({ style: whoopStyle, client: WHOOP.client, signedIn: WHOOP.account(0) }),
  };
  const settings: Environment = {
    OURA_CLIENT_ID: OURA.client.id,
    OURA_CLIENT_SECRET: OURA.client.secret,
    OURA_VERIFICATION_TOKEN: VERIFICATION_TOKEN,
    OURA_API_URL: api.oura.url,
    WHOOP_CLIENT_ID: WHOOP.client.id,
    WHOOP_CLIENT_SECRET: WHOOP.client.secret,
    WHOOP_API_URL: `${api.whoop.url}/developer`,
    ...more,
  };
  let auren = await startAuren(data.path, settings);
  const get = (path: string): Promise<Answer> => ask(auren.url, auren.adminToken, path);
  const nights = async (user: string): Promise<Night[]> => {
    const answer = await get(`/api/v1/users/${user}/nights?limit=1000`);
    return answer.status === 200 ? items<Night>(answer.json) : [];
  };
  const post: ProviderWorld['post'] = ({ name, client }, body, headers) =>
    postNotification(api[name].style, `${auren.url}/webhooks/${name}`, client.secret, body, headers);
  const rmssdOf: ProviderWorld['rmssdOf'] = async (user) =>
    Object.fromEntries(
      (await nights(user)).map(({ date, features }) => {
        const log = features['lnrmssd'] ?? null;
        return [date, log === null ? null : Math.round(Math.exp(log) * 1_000) / 1_000];
      }),
    );

  return {
    get auren() {
      return auren;
    },
    data,
    api,
    settings,
    get,
    post,
    rmssdOf,
    restart: async () => {
      await auren.stop();
      auren = await startAuren(data.path, settings);
    },
    connect: async ({ name }, user, account) => {
      const begun = await ask(auren.url, auren.adminToken, `/api/v1/users/${user}/connections/${name}`, {
        method: 'POST',
      });
      if (begun.status !== 201) return begun;
      const agree = await fetch(`${begun.json['authorize_url']}&as=${account}`, { redirect: 'manual' });
      const back = await fetch(agree.headers.get('location')!, { headers: { accept: 'application/json' } });
      return {
        status: back.status,
        headers: back.headers,
        json: (await back.json()) as Record<string, unknown>,
      };
    },
    disconnect: (provider, user) =>
      ask(auren.url, auren.adminToken, `/api/v1/users/${user}/connections/${provider}`, { method: 'DELETE' }),
    connectionStatus: async (user) => {
      const answer = await get(`/api/v1/users/${user}/connections`);
      return items<{ provider: string; status: string }>(answer.json).map(
        ({ provider, status }) => `${provider} ${status}`,
      );
    },
    put: (provider, account, night) =>
      provider
        .night(account, night)
        .flatMap(({ collection, record }) => [...api[provider.name].put(account, collection, record)]),
    notify: ({ name, client }, account, changes) => {
      const to = { webhookUrl: `${auren.url}/webhooks/${name}`, secret: client.secret };
      return notifyChanges(api[name].style, to, account, changes);
    },
    night: async (user, date) => (await nights(user)).find((night) => night.date === date),
    untilRmssd: async (user, date, rmssdMs) => {
      let seen: Record<string, number | null> = {};
      await until(`RMSSD ${rmssdMs} ms of ${user} on ${date}`, async () => {
        seen = await rmssdOf(user);
        return Math.abs((seen[date] ?? 0) - rmssdMs) < 0.01;
      }).catch((error: Error) => {
        throw new Error(`${error.message}; there is ${JSON.stringify(seen)}`);
      });
    },
    requests: ({ name }, account, part) =>
      api[name].requests.filter((request) => request.externalUser === account && request.path.includes(part)),
    parkedFetches: ({ name }, account) =>
      withDatabase(data.path, async (client) => {
        const { rows } = await client.query(
          'select problem, job from work.parked_fetches where provider = $1 and external_user = $2',
          [name, account],
        );
        return rows;
      }),
    stop: async () => {
      await auren.stop();
      await Promise.all([api.oura.stop(), api.whoop.stop()]);
      await data.remove();
    },
  };
};
