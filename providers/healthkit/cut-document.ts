import { Buffer } from 'node:buffer';
import { leadingDate } from '../../domain/time/local-date.ts';
import { createBodyCutter } from '../body-cutter.ts';
import { at, type JsonObject, objectsOf, own } from '../json.ts';
import { createSleepSessions } from './export/sleep-sessions.ts';
import { isSegment } from './sleep.ts';

/** Whether this is a file of Health Auto Export. */
export const isHealthAutoExport = (document: unknown): boolean =>
  Array.isArray(at(document, ['data', 'metrics'])) || Array.isArray(at(document, ['data', 'workouts']));

/**
 * Cuts a file of Health Auto Export into bodies of the same form, one metric and local day each, so that a file that
 * repeats most of the last one repeats its bodies. Segments of sleep stay together until a sleep is whole; a workout is a
 * body, without its route: nothing here reads where somebody ran.
 */
export function* cutDocument(document: unknown): Generator<Buffer> {
  const named = own(document, 'user_id');
  const user = typeof named === 'string' ? `"user_id":${JSON.stringify(named)},` : '';
  let ready: Buffer[] = [];
  const cutter = createBodyCutter((body) => ready.push(body));
  for (const metric of objectsOf(at(document, ['data', 'metrics']))) {
    const { data, ...head } = metric;
    const name = JSON.stringify(head);
    const put = (period: string, item: string): void => {
      const open = `{${user}"data":{"metrics":[${name === '{}' ? '{' : `${name.slice(0, -1)},`}"data":[`;
      cutter.add(`${name}\n${period}`, () => open, item);
    };
    const sleeps = createSleepSessions((_source, session, samples) => {
      for (const sample of samples) put(session, sample);
    });
    for (const entry of objectsOf(data)) {
      if (own(metric, 'name') === 'sleep_analysis' && isSegment(entry)) sleeps.add(segmentOf(entry));
      else put(dayOf(entry), JSON.stringify(entry));
    }
    sleeps.end();
  }
  cutter.end();
  for (const body of ready) yield Buffer.concat([body, Buffer.from(']}}')]);
  ready = [];
  for (const { route: _, ...workout } of objectsOf(at(document, ['data', 'workouts'])) as JsonObject[])
    yield Buffer.from(`{${user}"data":{"workouts":[${JSON.stringify(workout)}]}}`);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const segmentOf = (entry: JsonObject) => ({
  source: textOf(own(entry, 'source')),
  startDate: textOf(own(entry, 'startDate')),
  endDate: textOf(own(entry, 'endDate')),
  sample: JSON.stringify(entry),
});

const dayOf = (entry: JsonObject): string =>
  leadingDate(own(entry, 'date') ?? own(entry, 'startDate') ?? own(entry, 'sleepStart')) ?? '';
