import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssessedNight, assessNights } from '../domain/autonomic/assess.ts';
import { dateOf } from '../domain/autonomic/calendar.ts';
import { extendedRuleset } from '../domain/autonomic/extended/ruleset.ts';
import { coreRuleset } from '../domain/autonomic/ruleset.ts';
import { provider as terra } from '../providers/terra/index.ts';
import { checkIns } from './check-ins.ts';
import { inputsFor } from './night-inputs.ts';
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

const FIRST_DAY = 20_500;
const both = { first: 20, last: 27 };
const swing = [-1, 1, -0.5, 0.5, -1.5, 1.5];

/** A night's sleep as Terra tells it of a device; the ring's RMSSD is a quarter above that of the band. */
const sleepOf = (device: Device, night: number) => {
  const offset = swing[night % swing.length]!;
  const ring = device === 'OURA';
  const before = dateOf(FIRST_DAY + night - 1);
  return {
    type: 'sleep',
    user: { provider: device, user_id: 'ada', reference_id: 'ada' },
    data: [
      {
        metadata: {
          start_time: `${before}T${ring ? '22:40' : '22:50'}:00.000000+01:00`,
          end_time: `${dateOf(FIRST_DAY + night)}T06:30:00.000000+01:00`,
          is_nap: false,
          summary_id: `${device} ${night}`,
          upload_type: 2,
        },
        heart_rate_data: {
          summary: {
            avg_hr_bpm: 52 + 2 * offset + (ring ? 1 : 0),
            avg_hrv_rmssd: Math.exp(3.7 + 0.1 * offset) * (ring ? 1.25 : 1),
          },
        },
        sleep_durations_data: { asleep: { duration_asleep_state_seconds: 25_200 + 600 * offset } },
      },
    ],
  };
};
type Device = 'OURA' | 'FITBIT';
/** One device, eight nights of both, then the other; they arrive backwards to show that the order does not matter. */
const documentsOf = (old: Device, next: Device) =>
  Array.from({ length: 36 }, (_, night) => [
    ...(night <= both.last ? [sleepOf(old, night)] : []),
    ...(night >= both.first ? [sleepOf(next, night)] : []),
  ])
    .flat()
    .flatMap((body) => terra.normalise({ userId: 'ada' }, body, Date.UTC(2026, 10, 21)).documents)
    .toReversed();

describe('a person who changes from one device to another', () => {
  // Of sleeps seen twice the ring's is the night, so the change is at the last or at the first night of both.
  it.each<[Device, Device, number, number]>([
    ['OURA', 'FITBIT', both.last + 1, both.last + 1],
    ['FITBIT', 'OURA', both.first, both.first + 6],
  ])('from %s to %s is assessed with a bridged reference', async (old, next, changedOn, bridgedFrom) => {
    expect(found.length).toBeGreaterThan(0);
    for (const { store, db, settled } of found) {
      for (const [index, document] of documentsOf(old, next).entries())
        await live(store, next, `${index}`, { what: 'document', person: 0, ordering: null, document });
      await settled();
      const userId = `${next}-0`;
      const nights = async (ruleset: string) => assessNights(await inputsFor(db, userId, ruleset), ruleset);
      const core = await nights(coreRuleset.id);
      const extended = await nights(extendedRuleset.id);

      const insufficient = (assessed: readonly AssessedNight[]) =>
        assessed.flatMap(({ state }, night) => (state === 'insufficient_data' && night >= 14 ? [night] : []));
      const until = (from: number, end: number) => Array.from({ length: end - from }, (_, i) => from + i);
      expect(insufficient(core)).toEqual(until(changedOn, Math.min(changedOn + 14, 36)));
      expect(insufficient(extended)).toEqual(until(changedOn, bridgedFrom));

      const first = extended[both.last + 1]!;
      expect(first.flags).toEqual(['device_switch', 'bridged_reference']);
      const hrv = [...first.evidence, ...first.contradicting].find(({ channel }) => channel === 'lnrmssd');
      expect(hrv).toMatchObject({ source: { device: next }, baseline: { n: 28, bridged: 20 } });
      expect(hrv!.baseline!.median).toBeCloseTo(3.7 + (next === 'OURA' ? Math.log(1.25) : 0), 1);
    }
  });
});
