import type { ProviderDocumentFetched } from './fetched-record.ts';
import { overlappedKeys } from './overlap.ts';
import type { DocumentKind, ProviderDocument, QuarantinedReading, Reading } from './reading.ts';

// One record of a provider: a sleep, a day, a workout. Stream `document-{provider}-{documentKey}`.

interface DocumentFacts {
  readonly provider: string;
  readonly documentKey: string;
  readonly userId: string;
  readonly kind: DocumentKind;
  readonly source: string;
  readonly interval: ProviderDocument['interval'];
  readonly isNap: boolean;
  /** Counts the deliveries that changed something, from 1. */
  readonly revision: number;
  readonly ordering: number | null;
}
export interface ReadingsRecorded {
  readonly type: 'ReadingsRecorded';
  readonly data: DocumentFacts & { readonly readings: readonly Reading[] };
}
/** Only what is new or different; everything else of the document stands as it was. */
export interface ReadingsRevised {
  readonly type: 'ReadingsRevised';
  readonly data: DocumentFacts & { readonly readings: readonly Reading[] };
}
export interface ReadingsRetracted {
  readonly type: 'ReadingsRetracted';
  readonly data: DocumentFacts;
}
export interface ReadingsQuarantined {
  readonly type: 'ReadingsQuarantined';
  readonly data: DocumentFacts & { readonly quarantined: readonly QuarantinedReading[] };
}
export type DocumentEvent = ReadingsRecorded | ReadingsRevised | ReadingsRetracted | ReadingsQuarantined;

export const documentStream = (provider: string, documentKey: string): string =>
  `document-${provider}-${documentKey}`;

export interface DocumentState {
  readonly status: 'absent' | 'present' | 'retracted';
  readonly revision: number;
  readonly ordering: number | null;
  readonly interval: ProviderDocument['interval'];
  readonly isNap: boolean;
  readonly readings: ReadonlyMap<string, Reading>;
  /** Keys with reason and value of everything quarantined so far. */
  readonly quarantined: ReadonlySet<string>;
}
export const initialDocument: DocumentState = {
  status: 'absent',
  revision: 0,
  ordering: null,
  interval: null,
  isNap: false,
  readings: new Map(),
  quarantined: new Set(),
};

const quarantineKey = (item: QuarantinedReading): string => `${item.key} ${item.reason} ${item.raw}`;

/**
 * One copy of what is known, however many events: a day of heart rate may come in hundreds. What else is in the stream,
 * the record as it was fetched, changes nothing here.
 */
export const foldDocument = (
  events: readonly (DocumentEvent | ProviderDocumentFetched)[],
  from: DocumentState = initialDocument,
): DocumentState => {
  if (events.length === 0) return from;
  const readings = new Map(from.readings);
  const quarantined = new Set(from.quarantined);
  let state = from;
  for (const event of events) {
    if (event.type === 'ProviderDocumentFetched') continue;
    const { revision, ordering, interval, isNap } = event.data;
    const facts = { revision, ordering, interval, isNap };
    switch (event.type) {
      case 'ReadingsRecorded':
      case 'ReadingsRevised':
        for (const reading of event.data.readings) readings.set(reading.key, reading);
        state = { ...state, ...facts, status: 'present' };
        break;
      case 'ReadingsRetracted':
        readings.clear();
        state = { ...state, ...facts, status: 'retracted' };
        break;
      case 'ReadingsQuarantined':
        for (const item of event.data.quarantined) quarantined.add(quarantineKey(item));
        state = { ...state, revision, ordering };
    }
  }
  return { ...state, readings, quarantined };
};

export const evolveDocument = (state: DocumentState, event: DocumentEvent): DocumentState =>
  foldDocument([event], state);

export interface ReceiveDocument {
  readonly provider: string;
  readonly userId: string;
  readonly ordering: number | null;
  readonly document: ProviderDocument;
  /** Each series is all there is of it: a sample that it had before and does not have now is gone. */
  readonly isComplete?: boolean;
}

/** A series can be long: an event carries at most this many readings. */
export const READINGS_PER_EVENT = 2_000;

/**
 * Deliveries are cumulative: later values overwrite, but what a later delivery leaves out stays. An older
 * ordering value than the last changes nothing; without one, the order of arrival holds. In a metric's day, sums of
 * several sources that counted the same time are marked (`overlapped`), those of before as well as those of now. Where
 * samples of a complete record are gone, e.g. stages of a sleep that was edited, it is retracted and recorded anew.
 */
export const receiveDocument = (command: ReceiveDocument, state: DocumentState): DocumentEvent[] => {
  const { provider, userId, document } = command;
  if (command.ordering !== null && state.ordering !== null && command.ordering < state.ordering) return [];
  const facts: DocumentFacts = {
    provider,
    documentKey: document.documentKey,
    userId,
    kind: document.kind,
    source: document.source,
    interval: document.interval ?? state.interval,
    isNap: document.isNap,
    revision: state.revision + 1,
    ordering: command.ordering ?? state.ordering,
  };
  if (document.retracted)
    return state.status === 'present' ? [{ type: 'ReadingsRetracted', data: facts }] : [];

  const gone = command.isComplete === true ? goneSamples(document, state) : new Set<string>();
  const events: DocumentEvent[] = [];
  const changed = gone.size > 0 ? withoutGone(document, state, gone) : changedReadings(document, state);
  const isRevision = state.status === 'present' && gone.size === 0;
  const type = isRevision ? 'ReadingsRevised' : 'ReadingsRecorded';
  const reshaped =
    isRevision &&
    document.interval !== null &&
    (!sameInterval(document.interval, state.interval) || document.isNap !== state.isNap);
  if (gone.size > 0) events.push({ type: 'ReadingsRetracted', data: facts });
  for (const readings of chunks(changed)) events.push({ type, data: { ...facts, readings } });
  if (changed.length === 0 && reshaped) events.push({ type, data: { ...facts, readings: [] } });

  const fresh = document.quarantined.filter((item) => !state.quarantined.has(quarantineKey(item)));
  for (const quarantined of chunks(fresh))
    events.push({ type: 'ReadingsQuarantined', data: { ...facts, quarantined } });
  return events;
};

/** `heart_rate:sample:sleep` of `heart_rate:sample:sleep@2026-03-28T23:30:00.000Z`; undefined for a single value. */
const seriesOf = (key: string): string | undefined =>
  key.includes('@') ? key.slice(0, key.indexOf('@')) : undefined;

/** Of the series that the document has; one that it does not have at all says nothing. */
const goneSamples = (document: ProviderDocument, state: DocumentState): ReadonlySet<string> => {
  const keys = new Set(document.readings.map(({ key }) => key));
  const series = new Set(document.readings.map(({ key }) => seriesOf(key)));
  const known = [...state.readings.keys()];
  return new Set(known.filter((key) => key.includes('@') && series.has(seriesOf(key)) && !keys.has(key)));
};

const withoutGone = (
  document: ProviderDocument,
  state: DocumentState,
  gone: ReadonlySet<string>,
): Reading[] => {
  const standing = new Map([...state.readings].filter(([key]) => !gone.has(key)));
  for (const reading of changedReadings(document, { ...state, readings: standing }))
    standing.set(reading.key, reading);
  return [...standing.values()];
};

const changedReadings = (document: ProviderDocument, state: DocumentState): Reading[] => {
  if (document.kind === 'metric_day' && document.readings.some((reading) => reading.statistic === 'sum'))
    return changedSums(document, state);
  const delivered = new Set(document.readings.map((reading) => reading.key));
  const changed = document.readings.filter(
    (reading) => !sameReading(reading, state.readings.get(reading.key)),
  );
  const { interval } = document;
  if (interval === null || state.interval === null || sameInterval(interval, state.interval)) return changed;
  // The document moved in time: its one-value readings that were not sent again move with it.
  for (const kept of state.readings.values())
    if (!delivered.has(kept.key) && spans(kept, state.interval)) changed.push({ ...kept, ...interval });
  return changed;
};

/** Of all that is known then, what is new or different; a higher source that comes late covers what came before it. */
const changedSums = (document: ProviderDocument, state: DocumentState): Reading[] => {
  const all = new Map(state.readings);
  for (const reading of document.readings) all.set(reading.key, reading);
  const overlapped = overlappedKeys(all.values());
  const changed: Reading[] = [];
  for (const { overlapped: _, ...reading } of all.values()) {
    const decided: Reading = overlapped.has(reading.key) ? { ...reading, overlapped: true } : reading;
    if (!sameReading(decided, state.readings.get(reading.key))) changed.push(decided);
  }
  return changed;
};

type Interval = NonNullable<ProviderDocument['interval']>;

const spans = (reading: Reading, interval: Interval): boolean =>
  reading.start === interval.start && reading.end === interval.end;

const sameInterval = (a: ProviderDocument['interval'], b: ProviderDocument['interval']): boolean =>
  a?.start === b?.start &&
  a?.end === b?.end &&
  a?.localDate === b?.localDate &&
  a?.zoneOffsetMin === b?.zoneOffsetMin;

const sameReading = (a: Reading, b: Reading | undefined): boolean =>
  b !== undefined &&
  a.metric === b.metric &&
  a.value === b.value &&
  a.code === b.code &&
  a.start === b.start &&
  a.end === b.end &&
  a.localDate === b.localDate &&
  a.zoneOffsetMin === b.zoneOffsetMin &&
  a.status === b.status &&
  a.source === b.source &&
  a.overlapped === b.overlapped &&
  a.original?.value === b.original?.value &&
  a.original?.unit === b.original?.unit;

const chunks = <T>(items: readonly T[]): T[][] => {
  const parts: T[][] = [];
  for (let i = 0; i < items.length; i += READINGS_PER_EVENT)
    parts.push(items.slice(i, i + READINGS_PER_EVENT));
  return parts;
};
