import type { ProviderDocument } from '../../domain/reading.ts';
import { leadingDate } from '../../domain/time/local-date.ts';
import { draftDocument, type Interval, type NoMoment } from '../draft.ts';
import { cut } from '../json.ts';
import type { Point } from './points.ts';

/**
 * Puts points into one document per metric and local day. The same window posted again gives the same documents and the same
 * keys, so it replaces what it said before. Points without a readable time go by the date they begin with, else to `undated`.
 */
export function metricDays(
  points: readonly Point[],
  owner: string,
  provider: string = 'healthkit',
): ProviderDocument[] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const day = point.localDate ?? leadingDate(point.rawTime) ?? 'undated';
    const key = `${owner}:${point.metric}:${day}`;
    const group = groups.get(key);
    if (group) group.push(point);
    else groups.set(key, [point]);
  }
  return [...groups].map(([documentKey, group]) => metricDay(documentKey, group, provider));
}

function metricDay(documentKey: string, points: readonly Point[], provider: string): ProviderDocument {
  const draft = draftDocument({
    documentKey,
    kind: 'metric_day',
    source: sourcesOf(points, provider),
    interval: dayOf(points),
  });
  for (const [index, { metric, statistic, unit, source, raw, moment }] of points.entries()) {
    draft.sample({ metric, statistic, context: 'none', unit, tag: source, source }, raw, moment, index);
  }
  return draft.finish();
}

/** Midnight to midnight at the offset of the first point: the same for every part of the day, unless its clock changed. */
function dayOf(points: readonly Point[]): Interval | NoMoment {
  let first: { localDate: string; zoneOffsetMin: number; start: string } | null = null;
  let problem: NoMoment | null = null;
  for (const { localDate, moment } of points) {
    if ('problem' in moment) problem ??= moment;
    else if (localDate !== null && (first === null || moment.start < first.start))
      first = { localDate, ...moment };
  }
  if (first === null) return problem ?? { problem: 'time_missing', rawTime: 'null' };
  const { localDate, zoneOffsetMin } = first;
  const startMs = Date.parse(`${localDate}T00:00:00.000Z`) - zoneOffsetMin * 60_000;
  const [start, end] = [startMs, startMs + 86_400_000].map((ms) => new Date(ms).toISOString());
  return { start: start!, end: end!, zoneOffsetMin, localDate };
}

/** `healthkit:Apple Watch`; several are joined by `|`, as Apple's own merged sources are. */
export function sourcesOf(
  entries: readonly { readonly source: string }[],
  provider: string = 'healthkit',
): string {
  const names = [...new Set(entries.map(({ source }) => source))].filter((name) => name !== '').sort();
  return names.length === 0 ? provider : cut(`${provider}:${names.join('|')}`);
}
