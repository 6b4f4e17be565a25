import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute } from '../commands/execute.ts';
import { type CheckInEvent, checkIn, checkInStream, foldCheckIns } from '../domain/check-in.ts';
import { noProfile } from '../domain/told-days.ts';
import { provider as terra } from '../providers/terra/index.ts';
import { checkIns } from './check-ins.ts';
import { hardDaysUpTo } from './hard-days.ts';
import { nightInputs } from './night-inputs.ts';
import { nightlyFeatures } from './nightly-features.ts';
import { live } from './testing/random-life.ts';
import { ENGINES, openReadStore, type ReadStore } from './testing/read-store.ts';
import { workouts } from './workouts.ts';

const found: ReadStore[] = [];
beforeAll(async () => {
  for (const engine of ENGINES) {
    const opened = await openReadStore(engine, [nightlyFeatures, checkIns, workouts]);
    if (opened !== undefined) found.push(opened);
  }
});
afterAll(() => Promise.all(found.map((each) => each.close())));

const HOUR_MS = 3_600_000;
const asleepMs = Date.UTC(2026, 2, 28, 0);
const iso = (ms: number): string => new Date(ms).toISOString().replace('Z', '+00:00');
const documentsOf = (type: string, data: object) =>
  terra.normalise(
    { userId: 'any' },
    { type, user: { user_id: 't', provider: 'POLAR', reference_id: 'any' }, data: [data] },
    Date.UTC(2026, 3, 1),
  ).documents;

const sleep = (series: readonly object[], average: number | null) =>
  documentsOf('sleep', {
    metadata: {
      start_time: iso(asleepMs),
      end_time: iso(asleepMs + 7 * HOUR_MS),
      summary_id: 's',
      upload_type: 1,
    },
    heart_rate_data: { summary: { avg_hrv_rmssd: average }, detailed: { hrv_samples_rmssd: series } },
    sleep_durations_data: { asleep: { duration_asleep_state_seconds: 6.5 * 3_600 } },
  });
/** A value each 5 minutes, from 30 ms on. */
const series = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    timestamp: iso(asleepMs + HOUR_MS + index * 300_000),
    hrv_rmssd: 30 + index,
  }));
/** Two hours of beats of 1000 and 1020 ms; of every 100 the given number is far too long. */
const beats = (wrong: number) => {
  let atMs = asleepMs + HOUR_MS;
  const rr_interval_samples = Array.from({ length: 7_100 }, (_, index) => {
    const rr_interval_ms = index % 100 < wrong ? 2_400 : index % 2 === 0 ? 1_000 : 1_020;
    atMs += rr_interval_ms;
    return { timestamp: iso(atMs), rr_interval_ms };
  });
  const day = Date.UTC(2026, 2, 28);
  return documentsOf('body', {
    metadata: { start_time: iso(day), end_time: iso(day + 24 * HOUR_MS) },
    heart_data: { rr_interval_samples },
  });
};

describe('the night of a source that gives no average', () => {
  it.each([
    ['a series of the sleep: its median', sleep(series(25), null), 42, undefined],
    ['less than an hour of it: none', sleep(series(11), null), null, undefined],
    ['an average beside it: the average', sleep(series(25), 77), 77, undefined],
    ['beats: every difference is 20 ms', [...sleep([], null), ...beats(0)], 20, 0],
    ['beats of which some are wrong', [...sleep([], null), ...beats(7)], 20, 0.07],
    ['beats of which too many are wrong: none', [...sleep([], null), ...beats(15)], null, undefined],
  ] as const)('%s', async (name, documents, rmssd, artefacts) => {
    expect(found.length).toBeGreaterThan(0);
    for (const { store, db, settled } of found) {
      for (const [index, document] of documents.entries())
        await live(store, name.replace(/\W/g, ''), `${index}`, {
          what: 'document',
          person: 0,
          ordering: null,
          document,
        });
      await settled();
      const [night] = await nightInputs(db, `${name.replace(/\W/g, '')}-0`);
      expect(night).toMatchObject({ date: '2026-03-28', sleepMinutes: 390 });
      if (rmssd === null) expect(night!.rmssdMs).toBeNull();
      else expect(night!.rmssdMs).toBeCloseTo(rmssd, 0);
      if (artefacts === undefined) expect(night!.extras).toBeUndefined();
      else expect(night!.extras!.artefactShare).toBeCloseTo(artefacts, 1);
    }
  });
});

describe('hard days in a row', () => {
  it('are those of the sessions that were told', async () => {
    for (const { store, db, settled } of found) {
      for (const [index, rating] of [9, 4, 8, 7].entries()) {
        const date = `2026-03-0${index + 1}`;
        const told = { userId: 'runner', checkInId: date, at: `${date}T20:00:00.000Z`, date };
        const context = {
          contexts: null,
          sessions: [{ rating, minutes: 60 }],
          restDay: null,
          performanceChangePercent: null,
          profile: noProfile,
        };
        await execute({
          store,
          stream: checkInStream('runner'),
          fold: (past: readonly CheckInEvent[]) => foldCheckIns(past),
          decide: (state) => checkIn({ ...told, checkedIn: null, context }, state),
          command: { id: `told:${date}`, correlationId: 'c', actor: 'test', subject: 'runner' },
        });
      }
      await settled();
      const counted = await Promise.all(
        ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].map((date) =>
          hardDaysUpTo(db, 'runner', date),
        ),
      );
      expect(counted).toEqual([1, 0, 1, 2, 0]);
      expect(await hardDaysUpTo(db, 'nobody', '2026-03-04')).toBe(0);
    }
  });
});
