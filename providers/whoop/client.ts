import { parseInstant } from '../../domain/time/instant.ts';
import type { ProviderApi, Window } from '../api.ts';
import {
  type ApiCall,
  type FetchContext,
  type FetchedRecord,
  type Notice,
  ProviderApiError,
} from '../api.ts';
import { externalId } from '../identity.ts';
import { isObject, type JsonObject, objectsOf, own } from '../json.ts';
import {
  type CollectionName,
  collections,
  fetchedRecord,
  isCollection,
  onlyMeasurement,
  recordIdOf,
} from './documents.ts';
import { mapRecord } from './mapping.ts';

/** The most that WHOOP gives at once. */
const pageSize = '25';
/** Far more than a person has: a list that does not end is a fault. */
const mostPages = 1_000;
const day = 86_400;

async function* pagesOf(call: ApiCall, path: string, { from, to }: Window): AsyncGenerator<JsonObject[]> {
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await call({ path, query: { limit: pageSize, start: from, end: to, nextToken } });
    const records = own(answer, 'records');
    if (!Array.isArray(records)) throw new ProviderApiError('unreadable', `${path} gave no list of records`);
    yield objectsOf(records);
    const next = own(answer, 'next_token');
    if (typeof next !== 'string' || next === '') return;
    if (next === nextToken) break;
    nextToken = next;
  }
  throw new ProviderApiError('unreadable', `the pages of ${path} do not end`);
}

async function fetchOne(call: ApiCall, collection: CollectionName, id: string): Promise<JsonObject> {
  const body = await call({ path: `${collections[collection].path}/${encodeURIComponent(id)}` });
  if (!isObject(body)) throw new ProviderApiError('unreadable', `a ${collection} is no JSON object`);
  return body;
}

/** Undefined for what WHOOP does not have; every other failure is thrown. */
async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProviderApiError && error.problem === 'not_found') return undefined;
    throw error;
  }
}

/** A recovery has no times: those of its sleep are kept with it. */
function recoveryRecord(
  recovery: unknown,
  sleep: JsonObject | undefined,
  id: string,
  nowMs: number,
): FetchedRecord {
  const times =
    sleep === undefined
      ? null
      : { start: sleep['start'], end: sleep['end'], timezone_offset: sleep['timezone_offset'] };
  return fetchedRecord('recovery', id, { recovery, sleep: times }, nowMs, recovery);
}

const isOfSleep = (recovery: unknown, id: string): boolean => recordIdOf(own(recovery, 'sleep_id')) === id;

function around(sleep: unknown, nowMs: number): Window {
  const at = (name: string, shiftS: number): string => {
    const time = parseInstant(own(sleep, name), nowMs);
    return new Date((typeof time === 'string' ? nowMs : time.epochMs) + shiftS * 1000).toISOString();
  };
  return { from: at('start', -day), to: at('end', day) };
}

/** WHOOP gives no recovery by its sleep's id: it is the one of the sleep's cycle, if it is of this sleep, else in the list. */
async function fetchRecovery({ call, now }: FetchContext, id: string): Promise<FetchedRecord[]> {
  const sleep = await fetchOne(call, 'sleep', id);
  const records = [fetchedRecord('sleep', id, sleep, now())];
  const cycleId = recordIdOf(own(sleep, 'cycle_id'));
  if (cycleId !== null) {
    const path = `${collections.cycle.path}/${cycleId}/recovery`;
    const recovery = await orNothing(call({ path }));
    if (isOfSleep(recovery, id)) return [...records, recoveryRecord(recovery, sleep, id, now())];
  }
  for await (const page of pagesOf(call, collections.recovery.path, around(sleep, now()))) {
    const recovery = page.find((entry) => isOfSleep(entry, id));
    if (recovery !== undefined) return [...records, recoveryRecord(recovery, sleep, id, now())];
  }
  throw new ProviderApiError('not_found', 'there is no recovery of this sleep');
}

async function fetchMeasurement({ call, now }: FetchContext): Promise<FetchedRecord[]> {
  const body = await orNothing(call({ path: collections.body_measurement.path }));
  return isObject(body) ? [fetchedRecord('body_measurement', onlyMeasurement, body, now())] : [];
}

async function fetchRecord(
  context: FetchContext,
  { collection, recordId }: Notice,
): Promise<FetchedRecord[]> {
  if (!isCollection(collection)) return [];
  if (collection === 'recovery') return fetchRecovery(context, recordId);
  if (collection === 'body_measurement') return fetchMeasurement(context);
  const body = await fetchOne(context.call, collection, recordId);
  return [fetchedRecord(collection, recordId, body, context.now())];
}

async function* fetchWindow(context: FetchContext, window: Window): AsyncGenerator<FetchedRecord[]> {
  const { call, now } = context;
  const sleeps = new Map<string, JsonObject>();
  for (const collection of ['sleep', 'cycle', 'workout'] as const)
    for await (const page of pagesOf(call, collections[collection].path, window)) {
      const records: FetchedRecord[] = [];
      for (const body of page) {
        const id = recordIdOf(own(body, 'id'));
        if (id === null) continue;
        if (collection === 'sleep') sleeps.set(id, body);
        records.push(fetchedRecord(collection, id, body, now()));
      }
      yield records;
    }
  for await (const page of pagesOf(call, collections.recovery.path, window)) {
    const records: FetchedRecord[] = [];
    for (const recovery of page) {
      const id = recordIdOf(own(recovery, 'sleep_id'));
      if (id === null) continue;
      const sleep = sleeps.get(id) ?? (await orNothing(fetchOne(call, 'sleep', id)));
      records.push(recoveryRecord(recovery, sleep, id, now()));
    }
    yield records;
  }
  yield await fetchMeasurement(context);
}

async function fetchAccount(call: ApiCall): Promise<string> {
  const account = externalId(own(await call({ path: '/v2/user/profile/basic' }), 'user_id'));
  if (account === null) throw new ProviderApiError('unreadable', 'the profile names no user_id');
  return account;
}

const authorizePath = '/oauth/oauth2/auth';

/** Source: developer.whoop.com, "OAuth 2.0", "Rate Limiting", and WHOOP's OpenAPI 2.0. */
export const api: ProviderApi = {
  url: 'https://api.prod.whoop.com/developer',
  oauth: {
    authorizeUrl: `https://api.prod.whoop.com${authorizePath}`,
    authorizePath,
    tokenPath: '/oauth/oauth2/token',
    scopes: [
      'read:recovery',
      'read:cycles',
      'read:workout',
      'read:sleep',
      'read:profile',
      'read:body_measurement',
      'offline',
    ],
    refreshScope: 'offline',
    pkce: false,
    clientAuthentication: 'post',
  },
  budget: [
    { requests: 100, perS: 60 },
    { requests: 10_000, perS: day },
  ],
  notFoundPatienceS: 3_600,
  sweepOverlapS: 3 * day,
  fetchAccount,
  fetchRecord,
  fetchWindow,
  revoke: async (call) => {
    await call({ method: 'DELETE', path: '/v2/user/access' });
  },
  mapRecord,
};
