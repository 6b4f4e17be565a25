import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { daysAgo, nightsOf, sleepEntry, terraBody } from './testing/bodies.ts';
import { parkedEvents } from './testing/database.ts';
import { everyPage, items } from './testing/pages.ts';
import { ask, postTerra } from './testing/terra.ts';

interface Night {
  date: string;
  state: string;
  confidence: number | null;
  features: Record<string, number | null>;
  evidence: { event_ids: string[] }[];
  event_id: string;
  supersedes: string | null;
  as_of: string;
}
interface Reading {
  value: number;
  unit: string;
  statistic: string;
  context: string;
  start: string;
  local_date: string;
  zone_offset_min: number;
}

const COUNT = 40;
const RMSSD = 'heart_rate_variability.rmssd';

describe('from signed webhook to state, nights, readings and timeline', () => {
  let auren: RunningAuren;
  let data: DataDir;
  const person = nightsOf('ada', COUNT, 7);
  const get = (path: string) => ask(auren.url, auren.adminToken, path);
  const post = async (body: string, headers: Record<string, string> = {}): Promise<void> => {
    const answer = await postTerra(auren.url, body, headers);
    expect([answer.status, answer.json['duplicate']]).toEqual([202, false]);
  };

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
    await Promise.all(person.bodies.map((body) => post(body)));
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('assesses every night, with values that are those of the bodies', async () => {
    const { json } = await get('/api/v1/users/ada/nights');
    const nights = items<Night>(json);
    expect(nights.map((night) => night.date)).toEqual(person.nights.map((night) => night.date));
    for (const [index, night] of nights.entries()) {
      expect(night.features['lnrmssd']).toBeCloseTo(Math.log(person.nights[index]!.rmssdMs), 9);
      const week = person.nights.slice(Math.max(0, index - 6), index + 1);
      const mean = week.reduce((sum, { rmssdMs }) => sum + Math.log(rmssdMs), 0) / week.length;
      if (night.features['mean7'] !== null) expect(night.features['mean7']).toBeCloseTo(mean, 9);
      expect(Object.keys(night.features)).toHaveLength(19);
    }
    expect(nights[0]!.state).toBe('insufficient_data');
    expect(nights.at(-1)!.state).not.toBe('insufficient_data');
    expect(nights.at(-1)!.evidence.flatMap(({ event_ids }) => event_ids).length).toBeGreaterThan(0);
  });

  it('gives the newest night as the state', async () => {
    const { json } = await get('/api/v1/users/ada/state');
    const newest = items<Night>((await get('/api/v1/users/ada/nights')).json).at(-1)!;
    expect(json).toMatchObject({ ...newest, user_id: 'ada', date: daysAgo(0), stale: null });
  });

  it('pages through nights, readings and timeline without a gap or a repeat', async () => {
    for (const path of ['nights?', `readings?metric=${RMSSD}&`, 'timeline?']) {
      const whole = items((await get(`/api/v1/users/ada/${path}limit=1000`)).json);
      const paged = await everyPage((cursor) => get(`/api/v1/users/ada/${path}limit=7${cursor}`));
      expect(whole.length).toBeGreaterThanOrEqual(COUNT);
      expect(paged).toEqual(whole);
    }
  });

  it('takes from and to of nights as inclusive dates', async () => {
    const { json } = await get(`/api/v1/users/ada/nights?from=${daysAgo(5)}&to=${daysAgo(3)}`);
    expect(items<Night>(json).map(({ date }) => date)).toEqual([daysAgo(5), daysAgo(4), daysAgo(3)]);
  });

  it('gives raw readings by date and by instant', async () => {
    const all = items<Reading>((await get(`/api/v1/users/ada/readings?metric=${RMSSD}`)).json);
    expect(all.map(({ value }) => value)).toEqual(person.nights.map(({ rmssdMs }) => rmssdMs));
    expect(all[0]).toMatchObject({ unit: 'ms', statistic: 'average', context: 'sleep', zone_offset_min: 0 });
    const chosen = all[20]!;
    const day = await get(
      `/api/v1/users/ada/readings?metric=${RMSSD}&from=${chosen.local_date}&to=${chosen.local_date}`,
    );
    expect(items(day.json)).toEqual([chosen]);
    const next = all[21]!.start;
    const span = `/api/v1/users/ada/readings?metric=${RMSSD}&from=${chosen.start}&to=${next}`;
    expect(items((await get(span)).json), '[from, to)').toEqual([chosen]);
  });

  it('puts samples into buckets of 5 minutes, an hour and a local day', async () => {
    const day = daysAgo(3);
    const samples = Array.from({ length: 12 }, (_, i) => ({
      timestamp: `${day}T00:${String(55 + i - (i > 4 ? 60 : 0)).padStart(2, '0')}:00.000000+02:00`.replace(
        'T00:0',
        'T01:0',
      ),
      bpm: 60 + i,
    }));
    const metadata = {
      start_time: `${day}T00:00:00.000000+02:00`,
      end_time: `${day}T23:59:00.000000+02:00`,
    };
    const person2 = { external: 'ext-bea', reference: 'bea' };
    await post(
      terraBody('daily', person2, [{ metadata, heart_rate_data: { detailed: { hr_samples: samples } } }]),
    );
    const buckets = async (bucket: string) =>
      items((await get(`/api/v1/users/bea/readings?metric=heart_rate&bucket=${bucket}`)).json);
    const before = daysAgo(4);
    const common = { statistic: 'sample', context: 'none', unit: '/min' };
    expect(await buckets('5m')).toEqual([
      { ...common, start: `${before}T22:55:00Z`, count: 5, mean: 62, minimum: 60, maximum: 64, sum: 310 },
      { ...common, start: `${before}T23:00:00Z`, count: 5, mean: 67, minimum: 65, maximum: 69, sum: 335 },
      { ...common, start: `${before}T23:05:00Z`, count: 2, mean: 70.5, minimum: 70, maximum: 71, sum: 141 },
    ]);
    expect(await buckets('1h')).toEqual([
      { ...common, start: `${before}T22:00:00Z`, count: 5, mean: 62, minimum: 60, maximum: 64, sum: 310 },
      { ...common, start: `${before}T23:00:00Z`, count: 7, mean: 68, minimum: 65, maximum: 71, sum: 476 },
    ]);
    expect(await buckets('1d'), 'the wearer’s day, not the UTC one').toEqual([
      { ...common, start: day, count: 12, mean: 65.5, minimum: 60, maximum: 71, sum: 786 },
    ]);
  });

  it('tells what happened, newest first', async () => {
    const kinds = items<{ kind: string }>((await get('/api/v1/users/ada/timeline?limit=1000')).json).map(
      ({ kind }) => kind,
    );
    expect(kinds.filter((kind) => kind === 'SubjectRegistered')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'DeviceConnected')).toHaveLength(1);
    expect(kinds.at(-1)).toBe('SubjectRegistered');
    expect(kinds.filter((kind) => kind === 'NightAssessed')).toHaveLength(COUNT);
  });

  describe('deliveries about the same record', () => {
    const rev = { external: 'ext-rev', reference: 'rev' };
    const sleep = (summary: object, ordering?: number) =>
      post(
        terraBody('sleep', rev, [sleepEntry(daysAgo(1), summary as Record<string, unknown>)]),
        ordering === undefined ? {} : { 'x-terra-ordering-timestamp': String(ordering) },
      );
    const rmssd = async () =>
      items<Reading>((await get(`/api/v1/users/rev/readings?metric=${RMSSD}`)).json).map(
        ({ value }) => value,
      );
    const night = async () => items<Night>((await get('/api/v1/users/rev/nights')).json)[0]!;

    it('revise: one reading, the new value, a night that supersedes', async () => {
      await sleep({ avg_hrv_rmssd: 50, avg_hr_bpm: 55 });
      expect(await rmssd()).toEqual([50]);
      const first = await night();
      await sleep({ avg_hrv_rmssd: 60, avg_hr_bpm: 55 });
      expect(await rmssd()).toEqual([60]);
      const second = await night();
      expect(second.supersedes).toBe(first.event_id);
      expect(second.features['lnrmssd']).toBeCloseTo(Math.log(60), 9);
      expect(second.as_of > first.as_of).toBe(true);
    });

    it('never erase: null, sentinel and absence leave the value', async () => {
      await sleep({ avg_hrv_rmssd: null, avg_hr_bpm: 56 });
      await sleep({ avg_hrv_rmssd: 0, avg_hr_bpm: 57 });
      await sleep({ avg_hr_bpm: 58 });
      expect(await rmssd()).toEqual([60]);
      const rate = items<Reading>((await get('/api/v1/users/rev/readings?metric=heart_rate')).json);
      expect(rate.map(({ value }) => value)).toEqual([58]);
    });

    it('older ordering timestamps change nothing', async () => {
      await sleep({ avg_hrv_rmssd: 70, avg_hr_bpm: 58 }, 2_000);
      await sleep({ avg_hrv_rmssd: 40, avg_hr_bpm: 59 }, 1_000);
      expect(await rmssd()).toEqual([70]);
      expect((await night()).features['lnrmssd']).toBeCloseTo(Math.log(70), 9);
      await sleep({ avg_hrv_rmssd: 71, avg_hr_bpm: 58 }, 3_000);
      expect(await rmssd()).toEqual([71]);
    });

    it('retract an activity, and take it again when it is sent again', async () => {
      const activity = (upload: number, bpm: number) =>
        post(
          terraBody('activity', { external: 'ext-run', reference: 'run' }, [
            {
              metadata: {
                start_time: `${daysAgo(2)}T10:00:00.000000+00:00`,
                end_time: `${daysAgo(2)}T11:00:00.000000+00:00`,
                summary_id: 'run-1',
                upload_type: upload,
              },
              heart_rate_data: { summary: { avg_hr_bpm: bpm } },
            },
          ]),
        );
      const rates = async () =>
        items<Reading>((await get('/api/v1/users/run/readings?metric=heart_rate')).json).map(
          ({ value }) => value,
        );
      await activity(1, 141);
      expect(await rates()).toEqual([141]);
      await activity(4, 141);
      expect(await rates()).toEqual([]);
      await activity(1, 142);
      expect(await rates()).toEqual([142]);
    });
  });

  it('never shows SDNN as RMSSD', async () => {
    const sdn = { external: 'ext-sdn', reference: 'sdn' };
    await post(terraBody('sleep', sdn, [sleepEntry(daysAgo(1), { avg_hrv_sdnn: 88, avg_hr_bpm: 55 })]));
    expect(items((await get(`/api/v1/users/sdn/readings?metric=${RMSSD}`)).json)).toEqual([]);
    const sdnn = await get('/api/v1/users/sdn/readings?metric=heart_rate_variability.sdnn');
    expect(items<Reading>(sdnn.json).map(({ value }) => value)).toEqual([88]);
    expect(items<Night>((await get('/api/v1/users/sdn/nights')).json)[0]!.features['lnrmssd']).toBeNull();
  });

  it('shows with Prefer: wait what was acknowledged just before, every time', async () => {
    const path = '/api/v1/users/cal/readings?metric=heart_rate';
    for (const bpm of [51, 52, 53, 54, 55, 56, 57, 58]) {
      await post(
        terraBody('sleep', { external: 'ext-cal', reference: 'cal' }, [
          sleepEntry(daysAgo(1), { avg_hr_bpm: bpm }),
        ]),
      );
      expect(items<Reading>((await get(path)).json).map(({ value }) => value)).toEqual([bpm]);
    }
  });

  it('parked nothing', async () => {
    expect(await parkedEvents(data.path)).toEqual([]);
  });
});
