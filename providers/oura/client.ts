import {
  type ApiCall,
  type ApiProblem,
  type FetchContext,
  type FetchedRecord,
  type Notice,
  ProviderApiError,
  type Window,
} from '../api.ts';
import { externalId } from '../identity.ts';
import { isObject, type JsonObject, own } from '../json.ts';
import {
  type Collection,
  collectionNamed,
  collections,
  heartRate,
  heartRateDay,
  personalInfo,
  recordIdOf,
} from './documents.ts';
import { heartRateDays } from './heart-rate-days.ts';
import { isRetractedSleep, sleepSpan } from './mapping.ts';
import { pagesOf } from './pages.ts';

const base = '/v2/usercollection';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Longer than any sleep: what claims more is not worth a search. */
const longestSleepMs = 2 * dayMs;

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What says something of one collection, and nothing of the others. */
const ofOneCollection: readonly ApiProblem[] = ['not_found', 'refused', 'unreadable'];

const isProblem = (error: unknown, problems: readonly ApiProblem[]): error is ProviderApiError =>
  error instanceof ProviderApiError && problems.includes(error.problem);

const objectOf = (path: string, answer: unknown): JsonObject => {
  if (isObject(answer)) return answer;
  throw new ProviderApiError('unreadable', `${path} answered no record`);
};

/** Without the e-mail address, which AUREN has no use for. */
async function person(call: ApiCall): Promise<JsonObject> {
  const path = `${base}/${personalInfo}`;
  const { email: _unused, ...rest } = objectOf(path, await call({ path }));
  return rest;
}

/** `id`, by which webhooks call the person `user_id`; needs no scope. */
export async function fetchAccount(call: ApiCall): Promise<string> {
  const account = externalId(own(await person(call), 'id'));
  if (account === null) throw new ProviderApiError('unreadable', 'personal_info answered no id');
  return account;
}

async function personRecord({ call, externalUser, now }: FetchContext): Promise<FetchedRecord> {
  const ordering = now();
  return { collection: personalInfo, recordId: externalUser, ordering, body: await person(call) };
}

/** The series has no webhook: it is fetched with the sleep it belongs to. The sleep counts without it, too. */
async function seriesOf(context: FetchContext, sleep: JsonObject): Promise<readonly FetchedRecord[]> {
  const span = sleepSpan(sleep, context.now());
  if (isRetractedSleep(sleep) || 'problem' in span) return [];
  const { start, end } = span;
  if (end.epochMs - start.epochMs > longestSleepMs) return [];
  const records: FetchedRecord[] = [];
  try {
    for await (const days of heartRateDays(context, start.epochMs, end.epochMs)) records.push(...days);
  } catch (error) {
    if (!isProblem(error, ['forbidden', 'unauthorized', ...ofOneCollection])) throw error;
  }
  return records;
}

/** The record a webhook names; with a sleep, the heart rates of its days. */
export async function fetchRecord(context: FetchContext, notice: Notice): Promise<readonly FetchedRecord[]> {
  const { collection, recordId } = notice;
  if (collection === personalInfo) return [await personRecord(context)];
  if (collection === heartRate) {
    const fromMs = Date.parse(`${heartRateDay(recordId) ?? ''}T00:00:00Z`);
    if (Number.isNaN(fromMs)) throw new ProviderApiError('refused', 'no such day of heart rates');
    const records: FetchedRecord[] = [];
    for await (const days of heartRateDays(context, fromMs, fromMs + dayMs)) records.push(...days);
    return records;
  }
  if (collectionNamed(collection) === undefined || recordIdOf(recordId) === null)
    throw new ProviderApiError('refused', 'no such record');
  const path = `${base}/${collection}/${encodeURIComponent(recordId)}`;
  const ordering = context.now();
  const body = objectOf(path, await context.call({ path }));
  const record: FetchedRecord = { collection, recordId, ordering, body };
  return collection === 'sleep' ? [record, ...(await seriesOf(context, body))] : [record];
}

/** Every local day that some place on earth has during the window, from 12 h behind UTC to 14 h ahead of it. */
const daysOf = (
  fromMs: number,
  toMs: number,
): { first: string; last: string; padded: { start_date: string; end_date: string } } => ({
  first: dateOf(fromMs - 12 * hourMs),
  last: dateOf(toMs + 14 * hourMs),
  // Oura takes the start date as exclusive for some collections, and the end date as its midnight.
  padded: { start_date: dateOf(fromMs - 12 * hourMs - dayMs), end_date: dateOf(toMs + 14 * hourMs + dayMs) },
});

async function* collectionRecords(
  context: FetchContext,
  { name, dated }: Collection,
  fromMs: number,
  toMs: number,
): AsyncGenerator<readonly FetchedRecord[]> {
  const { first, last, padded } = daysOf(fromMs, toMs);
  const isOfWindow = (day: unknown): boolean =>
    typeof day !== 'string' || !dated || (day >= first && day <= last);
  for await (const { rows, askedAt } of pagesOf(context, `${base}/${name}`, dated ? padded : {})) {
    const records: FetchedRecord[] = [];
    for (const body of rows) {
      const recordId = recordIdOf(own(body, 'id'));
      if (recordId !== null && isOfWindow(own(body, 'day')))
        records.push({ collection: name, recordId, ordering: askedAt, body });
    }
    yield records;
  }
}

/**
 * Everything of the window. A collection that is not ours to read (a scope the person did not give: 401 or 403) is passed
 * over; when that goes for all of them, the first refusal is thrown. Another collection that cannot be read does not keep
 * the rest from being fetched, but is told at the end. What concerns all (429, 5xx, no connection) ends it at once.
 */
export async function* fetchWindow(
  context: FetchContext,
  { from, to }: Window,
): AsyncGenerator<readonly FetchedRecord[]> {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const parts = [
    ...collections.map((entry) => () => collectionRecords(context, entry, fromMs, toMs)),
    () => heartRateDays(context, fromMs, toMs),
  ];
  const withheld: ProviderApiError[] = [];
  let broken: ProviderApiError | undefined;
  // First, since any valid token may ask for it: one that may not is of no use for the rest.
  try {
    yield [await personRecord(context)];
  } catch (error) {
    if (!isProblem(error, ['forbidden', ...ofOneCollection])) throw error;
    if (error.problem !== 'forbidden') broken = error;
  }
  for (const part of parts) {
    try {
      yield* part();
    } catch (error) {
      if (isProblem(error, ['forbidden', 'unauthorized'])) withheld.push(error);
      else if (isProblem(error, ofOneCollection)) broken ??= error;
      else throw error;
    }
  }
  if (withheld.length === parts.length) throw withheld[0]!;
  if (broken !== undefined) throw broken;
}
