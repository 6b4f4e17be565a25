import type { NightInput, NightValue, ValueSource } from '../domain/autonomic/night.ts';
import { coreRuleset } from '../domain/autonomic/ruleset.ts';
import { withExtras } from '../domain/night-extras-of.ts';
import { byDuration, overlappedSleeps, type SeenSleep } from '../domain/sleep-overlap.ts';
import { toldDays } from '../domain/told-days.ts';
import { everyCheckIn } from './check-in-queries.ts';
import type { ReadDatabase } from './read-database.ts';
import type { NightDocumentRow, NightReading } from './read-tables.ts';
import { rmssdMetric, windowedRmssd } from './windowed-rmssd.ts';

interface Found {
  readonly value: number;
  readonly source: ValueSource;
}

/**
 * The nights of a person as the analyser wants them. Of several sleeps of one date the longest that is no nap
 * is the night, each sleep counted once however many sources saw it; what it does not say may come from the day's other documents.
 */
export const measuredNights = async (db: ReadDatabase, userId: string): Promise<NightInput[]> => {
  const rows = await db
    .selectFrom('read.night_documents')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('date')
    .orderBy('document')
    .execute();
  const byDate = new Map<string, NightDocumentRow[]>();
  for (const row of rows) byDate.set(row.date, [...(byDate.get(row.date) ?? []), row]);
  return [...byDate].map(([date, documents]) => nightOf(date, documents)).filter((night) => night !== null);
};

/** The same with what the person told and trained, which only the extended rules look at. */
export const nightInputs = async (db: ReadDatabase, userId: string): Promise<NightInput[]> => {
  const [nights, said, workouts] = await Promise.all([
    measuredNights(db, userId),
    everyCheckIn(db, userId),
    db.selectFrom('read.workouts').selectAll().where('user_id', '=', userId).execute(),
  ]);
  const seen = workouts.map((row) => ({
    document: row.document,
    date: row.date,
    startMs: row.start_at.getTime(),
    endMs: row.end_at.getTime(),
    heartRate: row.heart_rate,
    eventId: row.event_id,
    recordedAt: row.recorded_at.toISOString(),
  }));
  return withExtras(nights, toldDays(said), seen);
};

/** What a rule set looks at: the core rules see no words, so that no word changes what they say. */
export const inputsFor = (db: ReadDatabase, userId: string, ruleset: string): Promise<NightInput[]> =>
  ruleset === coreRuleset.id ? measuredNights(db, userId) : nightInputs(db, userId);

const seenSleep = (row: NightDocumentRow): SeenSleep => ({
  document: row.document,
  source: row.source,
  startMs: row.start_at.getTime(),
  endMs: row.end_at.getTime(),
  asleepS:
    Object.values(row.readings).find((reading) => reading.metric === 'sleep_duration.total')?.value ?? null,
});

/** The longest, once what several sources saw is there once. */
const nightAmong = (sleeps: readonly NightDocumentRow[]): NightDocumentRow | undefined => {
  const seen = sleeps.map(seenSleep);
  const overlapped = overlappedSleeps(seen);
  const longest = seen.filter(({ document }) => !overlapped.has(document)).sort(byDuration)[0];
  return sleeps.find(({ document }) => document === longest?.document);
};

export const nightOf = (date: string, documents: readonly NightDocumentRow[]): NightInput | null => {
  const sleeps = documents.filter((row) => row.kind === 'sleep' && !row.is_nap);
  const night = nightAmong(sleeps);
  const others = documents.filter((row) => row.kind !== 'sleep');
  const used = night === undefined ? others : [night, ...others];
  if (used.length === 0) return null;

  const ofNight = (metric: string): Found | null => (night === undefined ? null : mean(night, metric));
  const ofDay = (metric: string): Found | null =>
    ofNight(metric) ?? others.map((row) => mean(row, metric)).find((found) => found !== null) ?? null;

  // WHOOP says these of a sleep in a document of its own.
  const ofSleep = (metric: string): Found | null =>
    ofNight(metric) ??
    others
      .filter((row) => row.kind === 'daily')
      .map((row) => mean(row, metric, (reading) => reading.context === 'sleep'))
      .find((found) => found !== null) ??
    null;

  const slept = ofNight('sleep_duration.total');
  const average = ofSleep(rmssdMetric);
  const windowed = average === null && night !== undefined ? windowedRmssd(night, others) : null;
  const found: Record<NightValue, Found | null> = {
    rmssdMs: average ?? windowed,
    nightHeartRatePerMin: ofSleep('heart_rate'),
    restingHeartRatePerMin: ofDay('resting_heart_rate'),
    respiratoryRatePerMin: ofDay('respiratory_rate'),
    skinTemperatureCel: ofDay('skin_temperature'),
    skinTemperatureDeviationCel: ofDay('skin_temperature_deviation'),
    sleepMinutes: slept === null ? null : { ...slept, value: slept.value / 60 },
  };
  const values = Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, value?.value ?? null]),
  );
  const sources = Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) => (value === null ? [] : [[name, value.source]])),
  );
  const recordedAt = used.map((row) => row.recorded_at.toISOString()).reduce((a, b) => (a > b ? a : b));
  const artefactShare = windowed?.artefactShare ?? null;
  const extras = artefactShare === null ? {} : { extras: { artefactShare } };
  return { date, ...(values as Record<NightValue, number | null>), sources, ...extras, recordedAt };
};

/**
 * Of several values of a metric in one document the mean; averages of the whole document before samples. Samples of
 * RMSSD are windows, see `windowed-rmssd.ts`.
 */
const mean = (
  row: NightDocumentRow,
  metric: string,
  counts: (reading: NightReading) => boolean = () => true,
): Found | null => {
  const all = Object.entries(row.readings)
    .filter(([, reading]) => reading.metric === metric && counts(reading))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, reading]) => reading);
  const averages = all.filter((reading) => reading.statistic === 'average');
  const chosen: readonly NightReading[] = averages.length > 0 ? averages : all.filter(isMiddle);
  if (chosen.length === 0) return null;
  const [provider = '', device = ''] = row.source.split(':', 2);
  return {
    value: chosen.reduce((sum, reading) => sum + reading.value, 0) / chosen.length,
    source: { eventId: chosen.at(-1)!.eventId, provider, device, metric, documentKey: row.document },
  };
};

const isMiddle = (reading: NightReading): boolean =>
  reading.statistic !== 'minimum' && reading.statistic !== 'maximum' && reading.metric !== rmssdMetric;
