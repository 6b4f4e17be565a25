import { randomUUID } from 'node:crypto';
import type { DocumentEvent } from '../../../domain/document.ts';
import type { MetricName } from '../../../domain/metrics/vocabulary.ts';
import type { Reading } from '../../../domain/reading.ts';
import type { DomainEvent, EventStore } from '../../../eventstore/event-store.ts';

export const interval = {
  start: '2026-03-28T22:30:00.000Z',
  end: '2026-03-29T05:30:00.000Z',
  zoneOffsetMin: 60,
  localDate: '2026-03-29',
};

export const heartRate = (n: number, over: Partial<Reading> = {}): Reading => {
  const start = new Date(Date.parse(interval.start) + n * 5_000).toISOString();
  return {
    key: `heart_rate:sample:sleep@${start}`,
    metric: 'heart_rate' satisfies MetricName,
    value: 50 + (n % 20),
    statistic: 'sample',
    context: 'sleep',
    period: 'instant',
    start,
    end: start,
    zoneOffsetMin: 60,
    localDate: interval.localDate,
    status: 'final',
    ...over,
  };
};

export const documentFacts = (userId: string, documentKey: string, revision = 1) =>
  ({
    provider: 'terra',
    documentKey: `${userId}:${documentKey}`,
    userId,
    kind: 'sleep',
    source: 'terra:GARMIN',
    interval,
    isNap: false,
    revision,
    ordering: null,
  }) as const;

export const recorded = (
  userId: string,
  documentKey: string,
  readings: readonly Reading[],
  revision = 1,
): DocumentEvent => ({
  type: revision === 1 ? 'ReadingsRecorded' : 'ReadingsRevised',
  data: { ...documentFacts(userId, documentKey, revision), readings },
});

/** Appends facts about one person in one stream. */
export const tell = (store: EventStore, userId: string, stream: string, events: readonly DomainEvent[]) =>
  store.append(stream, 'any', events, {
    id: randomUUID(),
    correlationId: 'c',
    actor: 'test',
    subject: userId,
  });
