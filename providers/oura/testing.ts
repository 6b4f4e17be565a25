import type { ProviderDocument } from '../../domain/reading.ts';
import { type ApiRequest, type FetchContext, type FetchedRecord, ProviderApiError } from '../api.ts';
import { mapRecord } from './mapping.ts';

export const nowMs = Date.UTC(2026, 10, 21);
export const account = 'oura-person-1';

/** The night of the change to summer time: 8 hours by the clock, 7 in bed. */
export const night = {
  id: 'night-1',
  day: '2026-03-29',
  type: 'long_sleep',
  bedtime_start: '2026-03-28T23:30:00.000+01:00',
  bedtime_end: '2026-03-29T07:30:00.000+02:00',
};

export const mapped = (
  collection: string,
  body: unknown,
  recordId = 'record-1',
): readonly ProviderDocument[] =>
  mapRecord({ collection, recordId, ordering: 1, body }, { externalUser: account }, nowMs);

export const documentOf = (collection: string, body: unknown, recordId?: string): ProviderDocument =>
  mapped(collection, body, recordId)[0]!;

/** Key and value of each reading, in order. */
export const valuesOf = ({ readings }: ProviderDocument): [string, number | null][] =>
  readings.map(({ key, value }) => [key, value]);

export type Answer = (request: ApiRequest) => unknown;

export const problem = (name: ProviderApiError['problem']): ProviderApiError =>
  new ProviderApiError(name, `a test says ${name}`);

/** An API that answers what the test says, and remembers what it was asked. Errors among the answers are thrown. */
export const fakeApi = (answer: Answer): { context: FetchContext; asked: ApiRequest[] } => {
  const asked: ApiRequest[] = [];
  let clock = nowMs;
  const context: FetchContext = {
    externalUser: account,
    now: () => clock++,
    call: async (request) => {
      asked.push(request);
      const given = answer(request);
      if (given instanceof Error) throw given;
      return given;
    },
  };
  return { context, asked };
};

export const collect = async (pages: AsyncIterable<readonly FetchedRecord[]>): Promise<FetchedRecord[]> => {
  const records: FetchedRecord[] = [];
  for await (const page of pages) records.push(...page);
  return records;
};
