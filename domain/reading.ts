import type { MetricName } from './metrics/vocabulary.ts';

export type Statistic = 'sample' | 'average' | 'minimum' | 'maximum' | 'sum' | 'count';
export type Context = 'sleep' | 'rest' | 'active' | 'workout' | 'none';
export type Period = 'instant' | 'interval' | 'local_day';
/** FHIR observation status words. */
export type Status = 'preliminary' | 'final' | 'amended' | 'entered_in_error';

/**
 * One measured value in the unit that `domain/metrics/vocabulary.ts` gives its metric.
 * `key` identifies the reading inside its document, so that a later delivery of the same document can revise it.
 */
export interface Reading {
  readonly key: string;
  readonly metric: MetricName;
  /** In the metric's UCUM unit; null only where the metric is coded (see `code`). */
  readonly value: number | null;
  /** For coded metrics such as `sleep_stage`. */
  readonly code?: string;
  readonly statistic: Statistic;
  readonly context: Context;
  readonly period: Period;
  /** UTC, ISO 8601 with milliseconds. `end` equals `start` for an instant; intervals are [start, end). */
  readonly start: string;
  readonly end: string;
  /** Offset of the wearer's clock as the provider wrote it, in minutes east of UTC. */
  readonly zoneOffsetMin: number;
  /** Local calendar day (YYYY-MM-DD) this reading belongs to, as the provider gives it; never derived from UTC. */
  readonly localDate: string;
  readonly status: Status;
  /** The device or app that measured it, where the document has several; without the provider's name. */
  readonly source?: string;
  /**
   * A source of higher priority counted the same time: the value is kept, and left out of everything that adds up.
   * Decided in `domain/document.ts`, absent otherwise.
   */
  readonly overlapped?: true;
  /** As sent, when a conversion was made. */
  readonly original?: { readonly value: number; readonly unit: string };
}

/** Why a value of a delivery is not a reading. The value as sent is kept so that nothing is lost. */
export interface QuarantinedReading {
  readonly key: string;
  readonly metric: MetricName;
  readonly reason:
    | 'out_of_range'
    | 'not_a_number'
    | 'unit_unknown'
    | 'time_missing'
    | 'time_unreadable'
    | 'time_without_offset'
    | 'time_implausible'
    | 'code_unknown';
  /** JSON text of the value (or of the time) as it was sent, at most 200 characters. */
  readonly raw: string;
}

export type DocumentKind = 'sleep' | 'daily' | 'body' | 'activity' | 'metric_day';

/** What one provider record (a sleep, a day, a workout, a metric's day) says after mapping. */
export interface ProviderDocument {
  /** Unique within the provider; the stream is `document-{provider}-{documentKey}`. Letters, digits, `_ . : -` only. */
  readonly documentKey: string;
  readonly kind: DocumentKind;
  /** e.g. `terra:FITBIT`, `healthkit:Apple Watch`. */
  readonly source: string;
  /** Null when the record has no readable time: then there are no readings, only quarantined ones. */
  readonly interval: {
    readonly start: string;
    readonly end: string;
    readonly zoneOffsetMin: number;
    readonly localDate: string;
  } | null;
  /** Only for sleeps. */
  readonly isNap: boolean;
  readonly retracted: boolean;
  readonly readings: readonly Reading[];
  readonly quarantined: readonly QuarantinedReading[];
}
