import { interpret } from '../domain/metrics/interpret.ts';
import type { NumericMetricName, SleepStage } from '../domain/metrics/vocabulary.ts';
import type {
  Context,
  DocumentKind,
  Period,
  ProviderDocument,
  QuarantinedReading,
  Reading,
  Statistic,
  Status,
} from '../domain/reading.ts';
import type { TimeProblem } from '../domain/time/instant.ts';
import { cut, snippet } from './json.ts';

export type Interval = NonNullable<ProviderDocument['interval']>;

/** When a value holds. */
export interface Moment {
  readonly start: string;
  readonly end: string;
  readonly zoneOffsetMin: number;
  readonly period: Period;
}

/** Why a value has no moment, and the time text that says so. */
export interface NoMoment {
  readonly problem: TimeProblem;
  /** JSON text of the time as sent (`snippet`): made once, however many values share it. */
  readonly rawTime: string;
}

export interface Slot {
  readonly metric: NumericMetricName;
  readonly statistic: Statistic;
  readonly context: Context;
  /** The unit the provider sends; undefined when it names none. */
  readonly unit: string | undefined;
  /** What sets this value apart from others of the same metric, statistic and context, e.g. its source. */
  readonly tag?: string;
  /** The device or app that measured it, where the document may have several. */
  readonly source?: string;
}

export interface DraftOptions {
  readonly documentKey: string;
  readonly kind: DocumentKind;
  readonly source: string;
  readonly interval: Interval | NoMoment;
  readonly status?: Status;
  readonly isNap?: boolean;
  readonly retracted?: boolean;
}

/** A document being filled. Values go through `interpret`: each becomes a reading, a quarantined value, or nothing. */
export interface Draft {
  readonly interval: Interval | NoMoment;
  /** One value for the whole document. */
  summary(slot: Slot, raw: unknown, period: Period): void;
  /** One of many values; its key carries its start. `index` keeps values apart that have no time. */
  sample(slot: Slot, raw: unknown, moment: Moment | NoMoment, index: number): void;
  stage(
    code: SleepStage | 'not_a_number' | 'code_unknown',
    raw: unknown,
    moment: Moment | NoMoment,
    index: number,
    tag?: string,
  ): void;
  finish(): ProviderDocument;
}

export function isInterval(interval: Interval | NoMoment): interval is Interval {
  return 'localDate' in interval;
}

export function draftDocument(options: DraftOptions): Draft {
  const { interval, status = 'final' } = options;
  const known = isInterval(interval) ? interval : null;
  // Of two values under one key the later one in the body holds.
  const readings = new Map<string, Reading>();
  const quarantined: QuarantinedReading[] = [];

  const prefix = (slot: Slot) =>
    `${slot.metric}:${slot.statistic}:${slot.context}${slot.tag === undefined ? '' : `:${slot.tag}`}`;

  /** A document without a day has no readings, whatever times its samples carry. */
  function problemOf(moment: Moment | NoMoment): NoMoment | null {
    if ('problem' in moment) return moment;
    return known === null ? (interval as NoMoment) : null;
  }

  function measure(slot: Slot, key: string, raw: unknown, moment: Moment | NoMoment): void {
    const { metric, statistic, context } = slot;
    const result = interpret(metric, raw, slot.unit);
    if (result.outcome === 'no_data') return;
    const problem = problemOf(moment);
    if (problem !== null) {
      quarantined.push({ key, metric, reason: problem.problem, raw: rawWithTime(raw, problem.rawTime) });
      return;
    }
    if (result.outcome === 'quarantine') {
      quarantined.push({ key, metric, reason: result.reason, raw: snippet(raw) });
      return;
    }
    const { start, end, zoneOffsetMin, period } = moment as Moment;
    const reading: Reading = {
      key,
      metric,
      value: result.value,
      statistic,
      context,
      period,
      start,
      end,
      zoneOffsetMin,
      localDate: known!.localDate,
      status,
    };
    readings.set(key, {
      ...reading,
      ...(slot.source ? { source: slot.source } : {}),
      ...(result.original ? { original: result.original } : {}),
    });
  }

  return {
    interval,
    summary(slot, raw, period) {
      if (raw === null || raw === undefined) return;
      measure(slot, prefix(slot), raw, known === null ? (interval as NoMoment) : { ...known, period });
    },
    sample(slot, raw, moment, index) {
      if (raw === null || raw === undefined) return;
      measure(slot, `${prefix(slot)}@${'problem' in moment ? `#${index}` : moment.start}`, raw, moment);
    },
    stage(code, raw, moment, index, tag) {
      const key = `sleep_stage:sample:sleep${tag === undefined ? '' : `:${tag}`}@${'problem' in moment ? `#${index}` : moment.start}`;
      const problem = problemOf(moment);
      if (problem !== null) {
        quarantined.push({
          key,
          metric: 'sleep_stage',
          reason: problem.problem,
          raw: rawWithTime(raw, problem.rawTime),
        });
      } else if (code === 'not_a_number' || code === 'code_unknown') {
        quarantined.push({ key, metric: 'sleep_stage', reason: code, raw: snippet(raw) });
      } else {
        const { start, end, zoneOffsetMin } = moment as Moment;
        readings.set(key, {
          key,
          metric: 'sleep_stage',
          value: null,
          code,
          statistic: 'sample',
          context: 'sleep',
          period: 'interval',
          start,
          end,
          zoneOffsetMin,
          localDate: known!.localDate,
          status,
        });
      }
    },
    finish() {
      return {
        documentKey: options.documentKey,
        kind: options.kind,
        source: options.source,
        interval: known,
        isNap: options.isNap ?? false,
        retracted: options.retracted ?? false,
        readings: [...readings.values()],
        quarantined,
      };
    },
  };
}

/** Of a value without a usable time both are kept: the time says why, the value is what would be lost. */
function rawWithTime(raw: unknown, rawTime: string): string {
  return cut(`{"value":${snippet(raw)},"time":${rawTime}}`);
}
