import { parseInstant } from '../../domain/time/instant.ts';
import type { FetchContext, FetchedRecord } from '../api.ts';
import { type JsonObject, own } from '../json.ts';
import { heartRate, heartRateRecordId } from './documents.ts';
import { timeOfUnix } from './mapping.ts';
import { pagesOf } from './pages.ts';

const dayMs = 86_400_000;
/** A week of the series is some thousand rows. */
const chunkDays = 7;

/** A UTC day has one text. */
const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * The heart rate series from the UTC day of `fromMs` to that of the last millisecond before `toMs`: always whole days, so
 * that a day has the same content whoever asks. A record a day that has rows, as `{day, data}`; a chunk is a week.
 */
export async function* heartRateDays(
  context: FetchContext,
  fromMs: number,
  toMs: number,
): AsyncGenerator<readonly FetchedRecord[]> {
  for (let chunkMs = Math.floor(fromMs / dayMs) * dayMs; chunkMs < toMs; chunkMs += chunkDays * dayMs) {
    const endMs = Math.min(chunkMs + chunkDays * dayMs, Math.ceil(toMs / dayMs) * dayMs);
    yield await chunk(context, chunkMs, endMs);
  }
}

async function chunk(context: FetchContext, fromMs: number, toMs: number): Promise<FetchedRecord[]> {
  const query = {
    start_datetime: new Date(fromMs).toISOString(),
    end_datetime: new Date(toMs).toISOString(),
  };
  const days = new Map<string, JsonObject[]>();
  let askedAt: number | undefined;
  let day = utcDay(fromMs);
  for await (const page of pagesOf(context, `/v2/usercollection/${heartRate}`, query)) {
    askedAt ??= page.askedAt;
    for (const row of page.rows) {
      const time = parseInstant(own(row, 'timestamp') ?? timeOfUnix(own(row, 'timestamp_unix')), toMs);
      // Whether the end belongs to the answer is not written anywhere: a part of another day must not become its record.
      if (typeof time !== 'string' && (time.epochMs < fromMs || time.epochMs >= toMs)) continue;
      // A row without a usable time stays with the one before it, to be set aside there.
      if (typeof time !== 'string') day = utcDay(time.epochMs);
      const rows = days.get(day);
      if (rows) rows.push(row);
      else days.set(day, [row]);
    }
  }
  return [...days].map(([date, data]) => ({
    collection: heartRate,
    recordId: heartRateRecordId(context.externalUser, date),
    ordering: askedAt!,
    body: { day: date, data },
  }));
}
