import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../domain/errors.ts';
import type { Config } from '../config.ts';
import type { Say } from '../serve.ts';

const SHOWN_NIGHTS = 10;

export interface Asking {
  /** Undefined when there is no admin token here. */
  readonly token: string | undefined;
  /** Throws `query_refused`. Waits until AUREN knows everything it took before. */
  json(path: string, init?: RequestInit): Promise<Record<string, unknown>>;
}
export interface ShownNight {
  readonly date: string;
  readonly state: string;
  readonly confidence: number | null;
}

/** Asks a running AUREN with the admin token of this data directory, or of AUREN_ADMIN_TOKEN. */
export const askAuren = async (config: Config, url: string): Promise<Asking> => {
  const kept =
    config.adminToken ?? (await readFile(join(config.dataDir, 'admin-token'), 'utf8').catch(() => ''));
  const token = kept.trim() === '' ? undefined : kept.trim();
  return {
    token,
    json: async (path, init = {}) => {
      const response = await fetch(`${url}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, prefer: 'wait=30' },
      }).catch((error: unknown) => {
        throw nothingAnswers(url, error);
      });
      if (!response.ok) throw new CodedError('query_refused', response.status, await response.text());
      return (await response.json()) as Record<string, unknown>;
    },
  };
};

export const nothingAnswers = (url: string, cause: unknown): CodedError =>
  new CodedError(
    'engine_unavailable',
    503,
    `nothing answers at ${url}; start AUREN with \`npm start\` first`,
    {
      cause,
    },
  );

const pathOf = (user: string): string => `/api/v1/users/${encodeURIComponent(user)}`;

export const nightsOf = async ({ json }: Asking, user: string): Promise<ShownNight[]> => {
  const page = await json(`${pathOf(user)}/nights?limit=1000`);
  return (page['items'] ?? []) as ShownNight[];
};

/** The last nights, and how to look at more. */
export const showNights = (
  config: Config,
  say: Say,
  { url, user }: { url: string; user: string },
  nights: readonly ShownNight[],
): void => {
  say(`\nThe last nights of ${user}:`);
  for (const { date, state, confidence } of nights.slice(-SHOWN_NIGHTS))
    say(`  ${date}  ${state.padEnd(18)} ${confidence === null ? '' : `confidence ${confidence}`}`);
  const shown =
    config.adminToken === undefined ? `$(cat ${join(config.dataDir, 'admin-token')})` : '$AUREN_ADMIN_TOKEN';
  const auth = `-H "Authorization: Bearer ${shown}"`;
  say(`\nLook yourself:
  curl -s ${auth} ${url}${pathOf(user)}/state
  curl -s ${auth} -H 'content-type: application/json' \\
       -d '{"user_id":"${user}","message":"How am I, and what changed?"}' ${url}/api/v1/chat\n`);
};
