import { parse, v5 as uuidv5 } from 'uuid';
import { CodedError } from '../domain/errors.ts';
import type {
  AppendResult,
  EventLog,
  Expected,
  LogPage,
  Metadata,
  NewRecord,
  Position,
  ReadFilter,
  StoredRecord,
} from './event-log.ts';
import { type DataKey, open, type SubjectKeys, seal } from './subject-keys.ts';
import { currentVersion, type Upcasters, upcast } from './upcasting.ts';

export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** An event as read: decrypted, of the newest schema version. */
export interface Recorded<E extends DomainEvent = DomainEvent> {
  readonly id: string;
  readonly type: E['type'];
  readonly data: E['data'];
  readonly stream: string;
  readonly version: number;
  readonly position: Position;
  readonly recordedAt: string;
  readonly metadata: Metadata;
  /** Set when the stored bytes do not decode: a subscriber parks such an event. */
  readonly unreadable?: string;
}

export interface Command {
  /** The same command always has the same id, so that a retry is a duplicate and never a second fact. */
  readonly id: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly actor: string;
  /** AUREN user the events are about. */
  readonly subject?: string;
  /** Whose key seals the data; `user:{subject}` when a subject is given. */
  readonly keyOwner?: string;
}

export interface EventPage {
  readonly events: readonly Recorded[];
  readonly position: Position;
}

/** What needs no meaning is the log's own. */
export interface EventStore extends Pick<EventLog, 'head' | 'onAppended' | 'positionBefore' | 'countAfter'> {
  append(
    stream: string,
    expected: Expected,
    events: readonly DomainEvent[],
    command: Command,
  ): Promise<AppendResult>;
  /** Events of erased people are left out. */
  readStream(stream: string, after?: number): Promise<readonly Recorded[]>;
  readAll(after: Position, limit: number, filter?: ReadFilter): Promise<EventPage>;
  /** The event at exactly this position; undefined also where its person was erased. */
  readAt(position: Position): Promise<Recorded | undefined>;
}

/** Any UUID: names the space of event ids derived from command ids. */
const EVENT_IDS = parse('6b1f3a52-9c0e-4d0b-8a77-5d1c2f2f8e11');
export const eventId = (commandId: string, index: number): string =>
  uuidv5(Buffer.from(`${commandId}#${index}`), EVENT_IDS);

export const keyOwnerOf = (subject: string): string => `user:${subject}`;

/** Puts meaning on the log's bytes: JSON, schema versions, one key per person. */
export const createEventStore = (log: EventLog, keys: SubjectKeys, upcasters: Upcasters = {}): EventStore => {
  const encode = (
    event: DomainEvent,
    id: string,
    metadata: Metadata,
    key: DataKey | undefined,
  ): NewRecord => {
    const plain = Buffer.from(JSON.stringify(event.data));
    return {
      id,
      type: event.type,
      schemaVersion: currentVersion(upcasters, event.type),
      data: key === undefined ? plain : seal(key.secret, plain, id),
      metadata,
    };
  };

  const decode = async (record: StoredRecord): Promise<Recorded | undefined> => {
    const { id, type, stream, version, position, recordedAt, metadata } = record;
    const facts = { id, type, stream, version, position, recordedAt, metadata };
    let key: DataKey | undefined;
    if (metadata.keyOwner !== undefined) {
      const found = keys.forOpening(metadata.keyOwner, metadata.keyId);
      key = found instanceof Promise ? await found : found;
      if (key === undefined) return undefined;
    }
    if (record.damaged !== undefined) return { ...facts, data: {}, unreadable: record.damaged };
    try {
      const plain = key === undefined ? Buffer.from(record.data) : open(key.secret, record.data, id);
      const data = upcast(upcasters, type, record.schemaVersion, JSON.parse(plain.toString()));
      return { ...facts, data: data as object };
    } catch (error) {
      return { ...facts, data: {}, unreadable: error instanceof Error ? error.message : String(error) };
    }
  };
  const decodeAll = async (records: LogPage['records']): Promise<Recorded[]> => {
    const events: Recorded[] = [];
    for (const record of records) {
      const event = await decode(record);
      if (event !== undefined) events.push(event);
    }
    return events;
  };

  return {
    append: async (stream, expected, events, command) => {
      const { id, keyOwner, ...facts } = command;
      const owner = keyOwner ?? (command.subject === undefined ? undefined : keyOwnerOf(command.subject));
      const found = owner === undefined ? undefined : keys.forSealing(owner);
      const key = found instanceof Promise ? await found : found;
      const metadata: Metadata =
        owner === undefined || key === undefined ? facts : { ...facts, keyOwner: owner, keyId: key.id };
      const result = await log.append(
        stream,
        expected,
        events.map((event, index) => encode(event, eventId(id, index), metadata, key)),
      );
      if (result.status === 'event_id_reused')
        throw new CodedError('event_id_reused', 500, `ids of command ${id} are in another stream already`);
      return result;
    },
    readStream: async (stream, after) => {
      const events = await decodeAll(await log.readStream(stream, after));
      const broken = events.find((event) => event.unreadable !== undefined);
      if (broken !== undefined)
        throw new CodedError('event_unreadable', 500, `event ${broken.id} of ${stream} does not decode`);
      return events;
    },
    readAll: async (after, limit, filter) => {
      const page = await log.readAll(after, limit, filter);
      return { events: await decodeAll(page.records), position: page.position };
    },
    readAt: async (position) => {
      const record = await log.readAt(position);
      return record === undefined ? undefined : decode(record);
    },
    head: () => log.head(),
    onAppended: (listener) => log.onAppended(listener),
    ...(log.positionBefore && { positionBefore: log.positionBefore }),
    ...(log.countAfter && { countAfter: log.countAfter }),
  };
};
