import { dateOf, dayNumber } from '../domain/autonomic/calendar.ts';
import { foldKpis, type KpiEvent, kpiStream, measureKpis } from '../domain/kpi.ts';
import { kpiWindowDays, nightKpis, type StandingNight } from '../domain/kpis/night-kpis.ts';
import type { NightsEvent } from '../domain/nights.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { execute } from './execute.ts';
import { createLanes } from './lanes.ts';
import { causedBy } from './process-command.ts';

export interface MeasureContext {
  readonly store: EventStore;
  /** The decisions that stand, of two local dates and all between. */
  readonly nightsBetween: (userId: string, from: string, to: string) => Promise<readonly StandingNight[]>;
  /** Resolves when `nightsBetween` holds everything up to the position. */
  readonly waitForNights: (position: Position) => Promise<void>;
}

const WIDTH = 8;

/** Measures the key figures of every night that was decided anew, and of those whose week it is part of. */
export const createMeasureKpis = ({
  store,
  nightsBetween,
  waitForNights,
}: MeasureContext): ProcessManager => ({
  kind: 'process',
  name: 'measure_kpis',
  version: 1,
  partitions: 1,
  handles: ['NightAssessed', 'NightReassessed', 'NightWithdrawn'],
  react: async (events) => {
    await waitForNights(events.at(-1)!.position);
    const ofUser = Map.groupBy(events as readonly Recorded<NightsEvent>[], ({ data }) => data.userId);
    const lanes = createLanes(WIDTH);
    for (const [userId, own] of ofUser)
      lanes.run(userId, async () => {
        const changed = new Set(own.flatMap(({ data }) => weekFrom(dayNumber(data.date))));
        const days = [...changed].sort((a, b) => a - b);
        const [first, last] = [days[0]!, days.at(-1)!];
        const nights = await nightsBetween(userId, dateOf(first - kpiWindowDays + 1), dateOf(last));
        const byDay = new Map(nights.map((night) => [dayNumber(night.decision.date), night]));
        const cause = own.at(-1)!;
        await execute({
          store,
          stream: kpiStream(userId),
          fold: (past: readonly (KpiEvent & { id: string })[]) => foldKpis(past),
          decide: (state) =>
            measureKpis(
              { userId, at: cause.recordedAt, dates: days.map((day) => figuresOf(day, byDay)) },
              state,
            ),
          command: causedBy(cause, 'measure_kpis', userId),
        });
      });
    await lanes.settled();
  },
});

/** The days whose figures a night enters. */
const weekFrom = (day: number): number[] => Array.from({ length: kpiWindowDays }, (_, index) => day + index);

const figuresOf = (day: number, byDay: ReadonlyMap<number, StandingNight>) => {
  const night = byDay.get(day);
  const week = weekFrom(day - kpiWindowDays + 1).flatMap((each) => byDay.get(each) ?? []);
  return {
    date: dateOf(day),
    night: night === undefined ? null : { eventId: night.eventId, kpis: nightKpis(night, week) },
  };
};
