import { parseDuration } from '../../domain/time/duration.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import type { FetchedRecord } from '../api.ts';
import { draftDocument, type Interval, type NoMoment } from '../draft.ts';
import { addFields, field } from '../fields.ts';
import { streamSafeId } from '../identity.ts';
import { isObject, own, snippet } from '../json.ts';
import { intervalOf, readSpan } from '../span.ts';

const exercise = [
  field('heart_rate', 'average', '/min', 'heart_rate.average'),
  field('heart_rate', 'maximum', '/min', 'heart_rate.maximum'),
  field('energy_expended.total', 'sum', 'kcal', 'calories'),
  field('distance', 'sum', 'm', 'distance'),
  field('active_duration', 'sum', 's', 'seconds'),
];
const sleep = [
  field('sleep_duration.total', 'sum', 's', 'light_sleep', 'deep_sleep', 'rem_sleep'),
  field('sleep_duration.light', 'sum', 's', 'light_sleep'),
  field('sleep_duration.deep', 'sum', 's', 'deep_sleep'),
  field('sleep_duration.rem', 'sum', 's', 'rem_sleep'),
  field('sleep_duration.awake', 'sum', 's', 'total_interruption_duration'),
];

/** `start_time` is of the wearer's clock, whose offset in minutes stands beside it. */
function exerciseInterval(body: unknown, seconds: number | null, nowMs: number): Interval | NoMoment {
  const [text, offset] = [own(body, 'start_time'), own(body, 'start_time_utc_offset')];
  const start = parseInstant(typeof text === 'string' ? `${text}Z` : text, nowMs);
  if (typeof start === 'string') return { problem: start, rawTime: snippet(text) };
  if (typeof offset !== 'number' || Math.abs(offset) > 840 || seconds === null)
    return { problem: 'time_without_offset', rawTime: snippet(body) };
  const at = (ms: number) => new Date(start.epochMs + ms).toISOString();
  const [began, ended] = [at(-offset * 60_000), at(seconds * 1_000 - offset * 60_000)];
  return { start: began, end: ended, zoneOffsetMin: offset, localDate: at(seconds * 1_000).slice(0, 10) };
}

export function mapRecord({ collection, recordId, body }: FetchedRecord, _whose: object, nowMs: number) {
  if (collection !== 'sleep' && collection !== 'exercise') return [];
  const documentKey = `${collection}:${streamSafeId(recordId)}`;
  const source = 'polar:Polar';
  if (collection === 'sleep') {
    const night = readSpan(own(body, 'sleep_start_time'), own(body, 'sleep_end_time'), nowMs);
    const draft = draftDocument({ documentKey, kind: 'sleep', source, interval: intervalOf(night, 'end') });
    addFields(draft, sleep, body, 'sleep');
    return [draft.finish()];
  }
  const seconds = parseDuration(own(body, 'duration'));
  const interval = exerciseInterval(body, seconds, nowMs);
  const draft = draftDocument({ documentKey, kind: 'activity', source, interval });
  addFields(draft, exercise, isObject(body) ? { ...body, seconds } : body, 'workout');
  return [draft.finish()];
}
