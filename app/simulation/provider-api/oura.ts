import { createHmac } from 'node:crypto';
import { type ApiAnswer, type ApiRequest, json, notFound, problem } from './exchange.ts';
import type { ApiRecord, Person } from './people.ts';
import type { ApiStyle } from './style.ts';

const COLLECTIONS = [
  'tag',
  'enhanced_tag',
  'workout',
  'session',
  'daily_activity',
  'daily_sleep',
  'daily_spo2',
  'daily_readiness',
  'sleep',
  'sleep_time',
  'rest_mode_period',
  'ring_configuration',
  'daily_stress',
  'daily_resilience',
  'daily_cardiovascular_age',
  'vO2_max',
];
const ROOT = '/v2/usercollection/';
const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

const page = (records: readonly ApiRecord[], request: ApiRequest, pageSize: number): ApiAnswer => {
  const from = Number(request.query.get('next_token') ?? 0);
  if (!Number.isInteger(from)) return problem(400, 'next_token');
  const data = records.slice(from, from + pageSize);
  const next = from + pageSize < records.length ? String(from + pageSize) : null;
  return json({ data, next_token: next });
};

/** Both dates are read as midnight: what is of `end_date` itself is not in the answer. */
const byDay = (person: Person, collection: string, request: ApiRequest, pageSize: number): ApiAnswer => {
  const today = new Date().toISOString().slice(0, 10);
  const end = request.query.get('end_date') ?? today;
  const start =
    request.query.get('start_date') ?? new Date(Date.parse(end) - DAY_MS).toISOString().slice(0, 10);
  if (!DATE.test(start) || !DATE.test(end) || start > end) return problem(400, 'start_date, end_date');
  const records = [...person.collection(collection).values()].filter((record) => {
    const day = String(record['day']);
    // Seen in the field: a sleep of the first day is left out too.
    return (collection === 'sleep' ? day > start : day >= start) && day < end;
  });
  return page(records, request, pageSize);
};

const heartRate = (person: Person, request: ApiRequest, pageSize: number): ApiAnswer => {
  const end = Date.parse(request.query.get('end_datetime') ?? new Date().toISOString());
  const start = Date.parse(request.query.get('start_datetime') ?? new Date(end - DAY_MS).toISOString());
  if (Number.isNaN(start) || Number.isNaN(end) || start > end)
    return problem(400, 'start_datetime, end_datetime');
  const samples = [...person.collection('heartrate').values()].filter(({ timestamp }) => {
    const at = Date.parse(String(timestamp));
    return at >= start && at < end;
  });
  return page(samples, request, pageSize);
};

const personalInfo = ({ externalUser }: Person): ApiAnswer =>
  json({
    id: externalUser,
    age: 41,
    weight: 68.2,
    height: 1.71,
    biological_sex: 'female',
    email: `${externalUser}@example.org`,
  });

/** Oura's API v2 and its notifications. */
export const ouraStyle: ApiStyle = {
  name: 'oura',
  oauth: { authorizePath: '/oauth/authorize', tokenPath: '/oauth/token', needsOfflineScope: false },
  answer(request, person, pageSize) {
    if (request.method !== 'GET' || !request.path.startsWith(ROOT)) return undefined;
    const [collection = '', recordId, more] = request.path.slice(ROOT.length).split('/');
    if (more !== undefined) return undefined;
    if (recordId === undefined && collection === 'personal_info') return personalInfo(person);
    if (recordId === undefined && collection === 'heartrate') return heartRate(person, request, pageSize);
    if (!COLLECTIONS.includes(collection)) return undefined;
    if (recordId === undefined) return byDay(person, collection, request, pageSize);
    const record = person.collection(collection).get(decodeURIComponent(recordId));
    return record === undefined ? notFound : json(record);
  },
  rateLimitHeaders: (retryAfterS) => ({
    'retry-after': String(retryAfterS),
    'x-ratelimit-limit': '5000',
    'x-ratelimit-window': '300',
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1_000) + retryAfterS),
    'x-ratelimit-tier': 'application',
  }),
  idOf: (collection, record) => String(collection === 'heartrate' ? record['timestamp'] : record['id']),
  stamp: (record) => record,
  withDependents: (change) => [change],
  notificationOf(externalUser, { type, collection, recordId }, nowMs) {
    if (collection === 'heartrate') return null;
    return {
      event_type: type,
      data_type: collection.toLowerCase(),
      object_id: recordId,
      event_time: new Date(nowMs).toISOString().replace('Z', '+00:00'),
      user_id: externalUser,
    };
  },
  sign(body, secret, nowMs) {
    const timestamp = String(Math.floor(nowMs / 1_000));
    const mac = createHmac('sha256', secret)
      .update(timestamp + body)
      .digest('hex');
    return { 'x-oura-timestamp': timestamp, 'x-oura-signature': mac.toUpperCase() };
  },
};
