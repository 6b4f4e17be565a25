import { dateOf, dayNumber } from '../domain/autonomic/calendar.ts';
import type { DocumentEvent } from '../domain/document.ts';
import type { StandingNight } from '../domain/kpis/night-kpis.ts';
import type { NightsEvent } from '../domain/nights.ts';
import { freshDays, isFresh, usualDays } from '../domain/safety/fresh.ts';
import { type VitalReading, vitalFindings, vitalMetrics } from '../domain/safety/vital-history.ts';
import {
  evolveSafety,
  initialSafety,
  reviewSafety,
  type SafetyEvent,
  safetyStream,
} from '../domain/safety-notice.ts';
import type { Said } from '../domain/told-days.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { execute, foldWith } from './execute.ts';
import { createLanes } from './lanes.ts';
import { causedBy } from './process-command.ts';

export interface SafetyContext {
  readonly store: EventStore;
  readonly nightsBetween: (userId: string, from: string, to: string) => Promise<readonly StandingNight[]>;
  /** Readings of `vitalMetrics` from a local date on. */
  readonly vitalReadings: (userId: string, from: string) => Promise<readonly VitalReading[]>;
  /** Everything the person said, in the order of the log. */
  readonly checkIns: (userId: string) => Promise<readonly Said[]>;
  /** Local dates on which the person took up a deload. */
  readonly deloads: (userId: string) => Promise<readonly string[]>;
  /** Resolves when all of them hold everything up to the position. */
  readonly waitForData: (position: Position) => Promise<void>;
}

const WIDTH = 8;
/** For strain that lasts two weeks. */
const NIGHTS_BACK = 14;

/** Looks for red flags of readings and reports (SF3 to SF12) whenever something of the last days comes in. */
export const createWatchSafety = (context: SafetyContext): ProcessManager => ({
  kind: 'process',
  name: 'watch_safety',
  version: 1,
  partitions: 1,
  handles: [
    'NightAssessed',
    'NightReassessed',
    'NightWithdrawn',
    'ReadingsRecorded',
    'ReadingsRevised',
    'ReadingsRetracted',
    'CheckedIn',
    'ContextTagged',
  ],
  react: async (events) => {
    const newest = new Map<string, Recorded>();
    for (const event of events)
      if (concernsNow(event)) newest.set((event.data as { userId: string }).userId, event);
    if (newest.size === 0) return;
    await context.waitForData(events.at(-1)!.position);
    const lanes = createLanes(WIDTH);
    for (const [userId, cause] of newest) lanes.run(userId, () => review(context, userId, cause));
    await lanes.settled();
  },
});

const review = async (context: SafetyContext, userId: string, cause: Recorded): Promise<void> => {
  const now = cause.recordedAt;
  const today = dayNumber(now.slice(0, 10));
  const [nights, readings, said, deloads] = await Promise.all([
    context.nightsBetween(userId, dateOf(today - NIGHTS_BACK - freshDays), dateOf(today + 1)),
    context.vitalReadings(userId, dateOf(today - usualDays)),
    context.checkIns(userId),
    context.deloads(userId),
  ]);
  const findings = vitalFindings({ now, nights, readings, said, deloads });
  await execute({
    store: context.store,
    stream: safetyStream(userId),
    fold: foldWith<typeof initialSafety, SafetyEvent>(evolveSafety, initialSafety),
    decide: (state) => reviewSafety({ userId, at: now, findings }, state),
    command: causedBy(cause, 'watch_safety', userId),
  });
};

/**
 * An import of last year says nothing about today; a document without a time neither. Words may hold for long, or take
 * back what does.
 */
const concernsNow = ({ type, data, recordedAt }: Recorded): boolean => {
  if (type === 'CheckedIn' || type === 'ContextTagged') return true;
  if (type.startsWith('Night')) {
    return isFresh((data as NightsEvent['data']).date, recordedAt, freshDays);
  }
  const document = data as DocumentEvent['data'];
  if (document.interval === null || !isFresh(document.interval.localDate, recordedAt, freshDays))
    return false;
  return (
    !('readings' in document) ||
    document.readings.some(({ metric }) => (vitalMetrics as readonly string[]).includes(metric))
  );
};
