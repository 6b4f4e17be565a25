import type { NightInput, NightValue } from '../domain/autonomic/night.ts';
import { coreRuleset } from '../domain/autonomic/ruleset.ts';
import { withExtras } from '../domain/night-extras-of.ts';
import { byDuration, overlappedSleeps, type SeenSleep, sameSleepAs } from '../domain/sleep-overlap.ts';
import { toldDays } from '../domain/told-days.ts';
import { everyCheckIn } from './check-in-queries.ts';
import { baselineValues, type FoundValue, minutesAsleep, otherQuantities, valuesIn } from './night-values.ts';
import type { ReadDatabase } from './read-database.ts';
import type { NightDocumentRow } from './read-tables.ts';
import { windowedRmssd } from './windowed-rmssd.ts';

/**
 * The nights of a person as the analyser wants them. Of several sleeps of one date the longest that is no nap
 * is the night, each sleep counted once however many sources saw it; what it does not say may come from the day's other documents.
 */
export const measuredNights = (db: ReadDatabase, userId: string): Promise<NightInput[]> =>
  nightsBy(nightOf, db, userId);

const nightsBy = async (
  nightFrom: typeof nightOf,
  db: ReadDatabase,
  userId: string,
): Promise<NightInput[]> => {
  const rows = await db
    .selectFrom('read.night_documents')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('date')
    .orderBy('document')
    .execute();
  const byDate = new Map<string, NightDocumentRow[]>();
  for (const row of rows) byDate.set(row.date, [...(byDate.get(row.date) ?? []), row]);
  return [...byDate].map(([date, documents]) => nightFrom(date, documents)).filter((night) => night !== null);
};

/** The same with double wear and what the person told and trained, which only the extended rules look at. */
export const nightInputs = async (db: ReadDatabase, userId: string): Promise<NightInput[]> => {
  const [nights, said, workouts] = await Promise.all([
    nightsBy(nightWithDoubleWear, db, userId),
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

interface Documents {
  readonly sleeps: readonly NightDocumentRow[];
  /** The sleep that is the night. */
  readonly night: NightDocumentRow | undefined;
  readonly others: readonly NightDocumentRow[];
}

const sortedOut = (documents: readonly NightDocumentRow[]): Documents => {
  const sleeps = documents.filter((row) => row.kind === 'sleep' && !row.is_nap);
  return { sleeps, night: nightAmong(sleeps), others: documents.filter((row) => row.kind !== 'sleep') };
};

export const nightOf = (date: string, documents: readonly NightDocumentRow[]): NightInput | null => {
  const { night, others } = sortedOut(documents);
  const used = night === undefined ? others : [night, ...others];
  if (used.length === 0) return null;
  const hasAverage = valuesIn(used, 'rmssdMs').length > 0;
  const windowed = hasAverage || night === undefined ? null : windowedRmssd(night, others);
  const slept = night === undefined ? null : minutesAsleep(night);
  const found: [NightValue, FoundValue | null][] = [
    ...baselineValues.map((name): [NightValue, FoundValue | null] => [
      name,
      valuesIn(used, name)[0] ?? (name === 'rmssdMs' ? windowed : null),
    ]),
    ['sleepMinutes', slept],
  ];
  const values = Object.fromEntries(found.map(([name, each]) => [name, each?.value ?? null]));
  const sources = Object.fromEntries(
    found.flatMap(([name, each]) => (each === null ? [] : [[name, each.source]])),
  );
  const artefactShare = windowed?.artefactShare ?? null;
  return {
    date,
    ...(values as Record<NightValue, number | null>),
    sources,
    ...(artefactShare === null ? {} : { extras: { artefactShare } }),
    recordedAt: used.map(recordedAtOf).reduce(later),
  };
};

/** The same with what other devices say of the same night. */
export const nightWithDoubleWear = (
  date: string,
  documents: readonly NightDocumentRow[],
): NightInput | null => {
  const chosen = nightOf(date, documents);
  if (chosen === null) return null;
  const { sleeps, night, others } = sortedOut(documents);
  const same = new Set(
    night === undefined
      ? []
      : sameSleepAs(seenSleep(night), sleeps.map(seenSleep)).map(({ document }) => document),
  );
  const beside = sleeps.filter(({ document }) => same.has(document));
  const doubleWear = baselineValues.flatMap((name) =>
    otherQuantities(valuesIn([...beside, ...others], name), chosen.sources?.[name]).map((each) => ({
      name,
      ...each,
    })),
  );
  if (doubleWear.length === 0) return chosen;
  const recordedAt = beside.map(recordedAtOf).reduce(later, chosen.recordedAt);
  return { ...chosen, doubleWear, recordedAt };
};

const recordedAtOf = (row: NightDocumentRow): string => row.recorded_at.toISOString();
const later = (a: string, b: string): string => (a > b ? a : b);
