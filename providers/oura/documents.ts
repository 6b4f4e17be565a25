import type { DocumentKind } from '../../domain/reading.ts';
import { streamSafeId } from '../identity.ts';

/** A collection of records that have an id of their own and a webhook. */
export interface Collection {
  /** As in the path below `/v2/usercollection`, and in document keys. */
  readonly name: string;
  /** As webhooks call it. */
  readonly dataType: string;
  readonly kind: DocumentKind;
  /** Whether its list takes `start_date` and `end_date`. */
  readonly dated: boolean;
}

const collection = (
  name: string,
  kind: DocumentKind,
  { dataType = name, dated = true }: { dataType?: string; dated?: boolean } = {},
): Collection => ({ name, dataType, kind, dated });

/**
 * Source: Oura API v2, OpenAPI 2.0. Webhooks also have the data type `meal`, for which there is nothing to fetch; the
 * time series `heartrate` has no webhook, and `personal_info` neither.
 */
export const collections: readonly Collection[] = [
  collection('sleep', 'sleep'),
  collection('daily_sleep', 'daily'),
  collection('daily_readiness', 'daily'),
  collection('daily_activity', 'daily'),
  collection('daily_spo2', 'daily'),
  collection('daily_stress', 'daily'),
  collection('daily_resilience', 'daily'),
  collection('daily_cardiovascular_age', 'daily'),
  collection('vO2_max', 'daily', { dataType: 'vo2_max' }),
  collection('workout', 'activity'),
  collection('session', 'activity'),
  collection('sleep_time', 'daily'),
  collection('rest_mode_period', 'daily'),
  collection('tag', 'daily'),
  collection('enhanced_tag', 'daily'),
  collection('ring_configuration', 'daily', { dated: false }),
];

const byName = new Map(collections.map((entry) => [entry.name, entry]));
const byDataType = new Map(collections.map((entry) => [entry.dataType, entry]));

export const collectionNamed = (name: string): Collection | undefined => byName.get(name);

/** Of a webhook's `data_type`; undefined for `meal` and for what Oura may add. */
export const collectionOfDataType = (dataType: unknown): Collection | undefined =>
  typeof dataType === 'string' ? byDataType.get(dataType) : undefined;

/** The series of heart rates. Its records are UTC days of one account: the series has no records of its own. */
export const heartRate = 'heartrate';
/** Who the person is: one record an account. */
export const personalInfo = 'personal_info';

const idShape = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/;

/** Oura's id of a record, usable in a path and in a document key; null for anything else. */
export const recordIdOf = (value: unknown): string | null =>
  typeof value === 'string' && idShape.test(value) ? value : null;

const heartRateId = /^(.+):(\d{4}-\d{2}-\d{2})$/;

export const heartRateRecordId = (account: string, day: string): string => `${account}:${day}`;

/** The UTC day that a record of the heart rate series is about. */
export const heartRateDay = (recordId: string): string | null => heartRateId.exec(recordId)?.[2] ?? null;

/** Records and their readings share a stream by this key. */
export const documentKeyOf = (name: string, recordId: string): string => `${name}:${streamSafeId(recordId)}`;

/** The ring does not say which one it is: every generation counts as one device. */
export const source = 'oura:Oura Ring';
