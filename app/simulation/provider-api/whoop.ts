import { createHmac, randomUUID } from 'node:crypto';
import { type ApiAnswer, type ApiRequest, json, notFound, problem } from './exchange.ts';
import type { ApiRecord, Person } from './people.ts';
import type { ApiStyle, Change } from './style.ts';

const LISTS: Readonly<Record<string, string>> = {
  '/v2/activity/sleep': 'sleep',
  '/v2/activity/workout': 'workout',
  '/v2/cycle': 'cycle',
  '/v2/recovery': 'recovery',
};
const MOST_PER_PAGE = 25;
const DEFAULT_PER_PAGE = 10;

const instant = (text: unknown, otherwise: number): number =>
  text === undefined || text === null ? otherwise : Date.parse(String(text));

/** A recovery has no time of its own: that of its sleep holds. */
const timesOf = (person: Person, record: ApiRecord): ApiRecord =>
  record['start'] === undefined
    ? (person.collection('sleep').get(String(record['sleep_id'])) ?? record)
    : record;

/** `start` inclusive, `end` exclusive, newest first, at most 25 a page. */
const list = (person: Person, collection: string, { query }: ApiRequest, pageSize: number): ApiAnswer => {
  const limit = Number(query.get('limit') ?? DEFAULT_PER_PAGE);
  const from = instant(query.get('start'), Number.NEGATIVE_INFINITY);
  const to = instant(query.get('end'), Number.POSITIVE_INFINITY);
  const skipped = Number(query.get('nextToken') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_PER_PAGE) return problem(400, 'limit');
  if (Number.isNaN(from) || Number.isNaN(to) || !Number.isInteger(skipped)) return problem(400, 'window');
  const startOf = (record: ApiRecord): number => instant(timesOf(person, record)['start'], 0);
  const records = [...person.collection(collection).values()]
    .filter((record) => {
      const endMs = instant(timesOf(person, record)['end'], Number.POSITIVE_INFINITY);
      return endMs >= from && startOf(record) < to;
    })
    .sort((a, b) => startOf(b) - startOf(a));
  const most = skipped + Math.min(limit, pageSize);
  return json({
    records: records.slice(skipped, most),
    next_token: most < records.length ? String(most) : null,
  });
};

const ofCycle = (person: Person, cycleId: string, what: string | undefined): ApiAnswer | undefined => {
  const cycle = person.collection('cycle').get(cycleId);
  if (cycle === undefined) return notFound;
  if (what === undefined) return json(cycle);
  if (what !== 'sleep' && what !== 'recovery') return undefined;
  const found = [...person.collection(what).values()].find(
    (record) => String(record['cycle_id']) === cycleId,
  );
  return found === undefined ? notFound : json(found);
};

/** There is no `/v2/recovery/{id}`. */
const answer = (request: ApiRequest, person: Person, pageSize: number): ApiAnswer | undefined => {
  const { method, path } = request;
  if (method !== 'GET') return undefined;
  if (LISTS[path] !== undefined) return list(person, LISTS[path], request, pageSize);
  if (path === '/v2/user/profile/basic')
    return json({
      user_id: Number(person.externalUser),
      email: `${person.externalUser}@example.org`,
      first_name: 'Simulated',
      last_name: 'Person',
    });
  if (path === '/v2/user/measurement/body')
    return json({ height_meter: 1.71, weight_kilogram: 68.2, max_heart_rate: 182 });
  const [, activity, recordId] = /^\/v2\/activity\/(sleep|workout)\/([^/]+)$/.exec(path) ?? [];
  if (activity !== undefined) {
    const record = person.collection(activity).get(decodeURIComponent(recordId!));
    return record === undefined ? notFound : json(record);
  }
  const [, cycleId, what] = /^\/v2\/cycle\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  return cycleId === undefined ? undefined : ofCycle(person, cycleId, what);
};

/** WHOOP's API v2 and its notifications. */
export const whoopStyle: ApiStyle = {
  name: 'whoop',
  oauth: {
    authorizePath: '/oauth/oauth2/auth',
    tokenPath: '/oauth/oauth2/token',
    needsOfflineScope: true,
  },
  revokePath: '/v2/user/access',
  answer,
  rateLimitHeaders: (retryAfterS) => ({
    'x-ratelimit-limit': '100, 100;window=60, 10000;window=86400',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(retryAfterS),
  }),
  idOf: (collection, record) => String(collection === 'recovery' ? record['sleep_id'] : record['id']),
  stamp: (record, nowMs) => ({ ...record, updated_at: new Date(nowMs).toISOString() }),
  withDependents(change) {
    const recovery: Change = { ...change, collection: 'recovery' };
    return change.type === 'delete' && change.collection === 'sleep' ? [change, recovery] : [change];
  },
  notificationOf(externalUser, { type, collection, recordId }) {
    if (collection === 'cycle') return null;
    return {
      user_id: Number(externalUser),
      id: recordId,
      type: `${collection}.${type === 'delete' ? 'deleted' : 'updated'}`,
      trace_id: randomUUID(),
    };
  },
  sign(body, secret, nowMs) {
    const timestamp = String(nowMs);
    const mac = createHmac('sha256', secret)
      .update(timestamp + body)
      .digest('base64');
    return { 'x-whoop-signature-timestamp': timestamp, 'x-whoop-signature': mac };
  },
};
