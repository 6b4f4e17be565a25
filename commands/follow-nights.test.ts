import { describe, expect, test } from 'vitest';
import { type CheckedIn, checkInStream } from '../domain/check-in.ts';
import { hypothesisReady } from '../domain/hypotheses/ready.ts';
import {
  evolveHypothesis,
  type HypothesisEvent,
  hypothesisStream,
  initialHypothesis,
} from '../domain/hypothesis.ts';
import { type KpisMeasured, kpiStream } from '../domain/kpi.ts';
import type { StandingNight } from '../domain/kpis/night-kpis.ts';
import { modeStream } from '../domain/mode.ts';
import { type NightDecision, nightsStream } from '../domain/nights.ts';
import { type HealthReport, nothingReported } from '../domain/safety/health-report.ts';
import type { VitalReading } from '../domain/safety/vital-history.ts';
import { safetyStream } from '../domain/safety-notice.ts';
import { decisionsOf, nightsEndingOn, unusualNight, usualNight } from '../domain/testing/nights.ts';
import type { Said } from '../domain/told-days.ts';
import { createEventStore, type DomainEvent, type Recorded } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { createFollowMode } from './follow-mode.ts';
import { createMeasureKpis } from './measure-kpis.ts';
import { createWatchSafety } from './watch-safety.ts';

const today = new Date().toISOString().slice(0, 10);
const month = Array.from({ length: 30 }, (_, index) => usualNight(index));

/** A log, the decisions that stand in it, and process managers that see both. */
const world = (values: Parameters<typeof nightsEndingOn>[1], lastDate = today) => {
  const store = createEventStore(
    createMemoryLog(),
    createSubjectKeys(createMemoryVault(), Buffer.alloc(32, 7)),
  );
  const standing: StandingNight[] = [];
  let readings: readonly VitalReading[] = [];
  const decisions = decisionsOf('ada', nightsEndingOn(lastDate, values));
  const nightsBetween = async (_: string, from: string, to: string) =>
    standing.filter(({ decision }) => decision.date >= from && decision.date <= to);
  const wait = async (): Promise<void> => {};
  const managers = {
    kpis: createMeasureKpis({ store, nightsBetween, waitForNights: wait }),
    safety: createWatchSafety({
      store,
      nightsBetween,
      vitalReadings: async () => readings,
      checkIns: async () => said(),
      deloads: async () => [],
      waitForData: wait,
    }),
    mode: createFollowMode({
      store,
      newestNight: async () => standing.at(-1)?.decision ?? null,
      hypothesisReady: async (_, on) => hypothesisReady(await hypotheses(), on),
      waitForReadModels: wait,
    }),
  };
  const said = async () =>
    (await store.readAll(0n, 100, { types: ['CheckedIn', 'ContextTagged'] })).events as unknown as Said[];
  const hypotheses = async () => {
    const told = (await store.readStream(hypothesisStream('h'))) as unknown as HypothesisEvent[];
    return [told.reduce(evolveHypothesis, initialHypothesis)];
  };
  let appended = 0;
  const append = (stream: string, events: readonly DomainEvent[]) =>
    store.append(stream, 'any', events, {
      id: `${stream}${appended++}`,
      correlationId: 'c',
      actor: 'test',
      subject: 'ada',
    });
  return {
    store,
    append,
    measure: (given: readonly VitalReading[]) => {
      readings = given;
    },
    assess: async (): Promise<void> => {
      await append(
        nightsStream('ada'),
        decisions.map((data) => ({ type: 'NightAssessed', data })),
      );
      for (const { id, data } of await store.readStream(nightsStream('ada')))
        standing.push({ eventId: id, decision: data as NightDecision });
    },
    withdrawNewest: async (): Promise<void> => {
      const { eventId, decision } = standing.pop()!;
      await append(nightsStream('ada'), [
        { type: 'NightWithdrawn', data: { userId: 'ada', date: decision.date, supersedes: eventId } },
      ]);
    },
    run: async (name: keyof typeof managers): Promise<void> => {
      const manager: ProcessManager = managers[name];
      await manager.react((await store.readAll(0n, 10_000, { types: manager.handles })).events);
    },
    stream: async (stream: string): Promise<readonly Recorded[]> => store.readStream(stream),
  };
};

describe('key figures', () => {
  test('one event a night with its sources; the same nights again add nothing', async () => {
    const { assess, run, stream } = world([...month, unusualNight]);
    await assess();
    await run('kpis');
    const events = await stream(kpiStream('ada'));
    expect(events).toHaveLength(31);
    const newest = events.at(-1)!.data as KpisMeasured['data'];
    expect(newest.kpis.map(({ kpi }) => kpi)).toEqual(['hrv_rmssd', 'sleep_debt_hours', 'recovery_score']);
    expect(newest.kpis.every(({ eventIds }) => eventIds.includes(newest.nightEventId))).toBe(true);
    expect(events.at(-1)!.metadata).toMatchObject({ subject: 'ada', actor: 'process:measure_kpis' });
    await run('kpis');
    expect(await stream(kpiStream('ada'))).toHaveLength(31);
  });

  test('a withdrawn night takes its figures along', async () => {
    const { assess, withdrawNewest, run, stream } = world([...month, unusualNight]);
    await assess();
    await run('kpis');
    await withdrawNewest();
    await run('kpis');
    expect((await stream(kpiStream('ada'))).at(-1)).toMatchObject({
      type: 'KpisWithdrawn',
      data: { date: today },
    });
  });
});

describe('red flags and mode', () => {
  test('a usual month: no flag, no switch', async () => {
    const { assess, run, stream } = world(month);
    await assess();
    await run('safety');
    await run('mode');
    expect(await stream(safetyStream('ada'))).toEqual([]);
    expect(await stream(modeStream('ada'))).toEqual([]);
  });

  test('a sudden fall of HRV: reflex, with the decision it came from; once', async () => {
    const { assess, run, stream } = world([...month, unusualNight]);
    await assess();
    await run('mode');
    await run('mode');
    const switched = await stream(modeStream('ada'));
    const nights = await stream(nightsStream('ada'));
    expect(switched.map(({ data }) => data)).toMatchObject([
      { from: 'baseline', to: 'reflex', causeEventId: nights.at(-1)!.id },
    ]);
  });

  test('a red flag is raised whatever the state is and takes the mode to sentinel within the cooldown', async () => {
    const { assess, measure, run, stream } = world([...month, unusualNight]);
    await assess();
    await run('mode');
    measure([
      {
        metric: 'body_temperature',
        value: 40.1,
        at: new Date().toISOString(),
        localDate: today,
        context: 'none',
        statistic: 'sample',
        eventId: 'thermometer',
      },
    ]);
    await run('safety');
    const [raised] = await stream(safetyStream('ada'));
    expect(raised).toMatchObject({
      type: 'SafetyFlagRaised',
      data: { flag: 'SF6', level: 'urgent', eventIds: ['thermometer'] },
    });
    await run('mode');
    expect((await stream(modeStream('ada'))).at(-1)!.data).toMatchObject({
      from: 'reflex',
      to: 'sentinel',
      reason: 'safety:SF6',
      causeEventId: raised!.id,
    });
    await run('safety');
    expect(await stream(safetyStream('ada'))).toHaveLength(1);
  });

  test('a red flag in the note of a check-in', async () => {
    const { append, run, stream } = world(month);
    await append('checkin-ada', [{ type: 'CheckedIn', data: { userId: 'ada', redFlags: ['SF1'] } }]);
    await append('checkin-ada', [{ type: 'CheckedIn', data: { userId: 'ada', redFlags: null } }]);
    await run('mode');
    expect((await stream(modeStream('ada'))).map(({ data }) => data)).toMatchObject([
      { to: 'sentinel', reason: 'safety:SF1' },
    ]);
  });

  test('what a check-in reports, until it is taken back', async () => {
    const { append, run, stream } = world(month);
    const report = (words: Partial<HealthReport>, date = today) => {
      const checkedIn: CheckedIn = {
        type: 'CheckedIn',
        data: {
          userId: 'ada',
          checkInId: JSON.stringify(words),
          date,
          at: new Date().toISOString(),
          scores: { fatigue: null, soreness: null, stress: null, mood: null, sleepQuality: null },
          symptoms: null,
          health: { ...nothingReported, ...words },
          note: null,
          redFlags: [],
        },
      };
      return append('checkin-ada', [checkedIn]);
    };
    await report({ asleepWhileDriving: true }, '2021-12-12');
    await run('safety');
    expect(await stream(safetyStream('ada'))).toEqual([]);
    await report({ asleepWhileDriving: true });
    await run('safety');
    await run('mode');
    const told = await stream(checkInStream('ada'));
    expect((await stream(safetyStream('ada'))).map(({ data }) => data)).toMatchObject([
      { flag: 'SF10', rule: 'asleep_driving', eventIds: [told.at(-1)!.id] },
    ]);
    expect((await stream(modeStream('ada'))).at(-1)!.data).toMatchObject({ reason: 'safety:SF10' });
    await report({ asleepWhileDriving: false });
    await run('safety');
    expect((await stream(safetyStream('ada'))).at(-1)).toMatchObject({
      type: 'SafetyFlagCleared',
      data: { flag: 'SF10' },
    });
  });

  test('an answer about a context takes the mode to hypothesis', async () => {
    const { append, run, stream } = world(month);
    const tested = { hypothesisId: 'h', userId: 'ada', context: 'alcohol', testedOn: today };
    await append(hypothesisStream('h'), [
      { type: 'HypothesisTested', data: { ...tested, verdict: 'supported', q: 0.01, effect: {} } },
    ]);
    await run('mode');
    expect((await stream(modeStream('ada'))).map(({ data }) => data)).toMatchObject([
      { from: 'baseline', to: 'hypothesis', reason: 'hypothesis_ready' },
    ]);
  });

  test('an import of old nights changes neither', async () => {
    const { assess, run, stream } = world([...month, unusualNight], '2021-12-12');
    await assess();
    await run('safety');
    await run('mode');
    expect(await stream(modeStream('ada'))).toEqual([]);
    expect(await stream(safetyStream('ada'))).toEqual([]);
  });
});
