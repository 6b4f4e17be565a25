import { provider as terra } from './index.ts';

export const nowMs = Date.UTC(2026, 10, 21);
export const user = { user_id: 'terra-1', provider: 'GARMIN', reference_id: 'person-1' };
export const night = {
  start_time: '2026-03-28T23:30:00.000000+01:00',
  end_time: '2026-03-29T07:30:00.000000+02:00',
  summary_id: 's-1',
};
export const day = {
  start_time: '2026-07-01T00:00:00.000000+01:00',
  end_time: '2026-07-02T00:00:00.000000+01:00',
};
export const run = {
  start_time: '2026-07-01T23:40:00+01:00',
  end_time: '2026-07-02T00:20:00+01:00',
  summary_id: 'a-1',
};
export const metadataOf = { sleep: night, daily: day, body: day, activity: run };
export type Kind = keyof typeof metadataOf;

export const documentsOf = (type: string, data: unknown, whose: unknown = user) =>
  terra.normalise({ userId: null }, { type, user: whose, data }, nowMs).documents;

export function documentOf(kind: Kind, content: object, metadata: object = {}) {
  const [document] = documentsOf(kind, [{ metadata: { ...metadataOf[kind], ...metadata }, ...content }]);
  return document!;
}

export const nested = (path: string, value: unknown): object =>
  path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;

export const keysAndValues = (document: { readings: readonly { key: string; value: number | null }[] }) =>
  document.readings.map(({ key, value }) => [key, value]);
