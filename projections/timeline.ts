import type { CheckInEvent } from '../domain/check-in.ts';
import type { ConnectionEvent } from '../domain/connection.ts';
import type { ConversationEvent } from '../domain/conversation.ts';
import { type NightsEvent, rulesetOf } from '../domain/nights.ts';
import type { SubjectRegistered } from '../domain/subject.ts';
import type { DomainEvent, Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { storableJson } from './storable-json.ts';

type Told = SubjectRegistered | ConnectionEvent | NightsEvent | ConversationEvent | CheckInEvent;

interface Entry {
  readonly userId: string;
  readonly occurredAt: string;
  readonly date: string | null;
  readonly summary: Record<string, unknown>;
}

const tell = (event: Recorded<Told>): Entry => {
  const { type, data } = event as DomainEvent as Told;
  const entry = { userId: data.userId, occurredAt: event.recordedAt, date: null };
  switch (type) {
    case 'SubjectRegistered':
      return { ...entry, summary: { registered_by: data.registeredBy } };
    case 'DeviceConnected':
    case 'ConnectionBroken':
    case 'DeviceDisconnected':
      return {
        ...entry,
        summary: {
          provider: data.provider,
          device: data.device,
          reason: 'reason' in data ? data.reason : null,
        },
      };
    case 'NightAssessed':
    case 'NightReassessed':
      return {
        ...entry,
        date: data.date,
        summary: {
          state: data.state,
          confidence: data.confidence,
          as_of: data.as_of,
          ruleset: data.ruleset,
          supersedes: data.supersedes,
        },
      };
    case 'NightWithdrawn':
      return {
        ...entry,
        date: data.date,
        summary: { ruleset: rulesetOf({ data }), supersedes: data.supersedes },
      };
    case 'MessageReceived':
    case 'ReplyGiven':
    case 'SafetyTextShown':
      return {
        ...entry,
        occurredAt: data.at,
        summary: { session_id: data.sessionId, turn: data.turn, text: data.text },
      };
    case 'CheckedIn':
    case 'ContextTagged': {
      const { userId: _, date, at, checkInId, ...said } = data;
      return { ...entry, occurredAt: at, date, summary: { check_in_id: checkInId, ...toldIn(said) } };
    }
  }
};

/** What was said, without what was not. */
const toldIn = (said: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      if (value === null) return [];
      if (Array.isArray(value) || typeof value !== 'object') return [[snake(name), value]];
      const inner = toldIn(value);
      return Object.keys(inner).length === 0 ? [] : [[snake(name), inner]];
    }),
  );

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What happened to a person, in the order it became known. */
export const timeline: Projection = {
  kind: 'projection',
  name: 'timeline',
  version: 2,
  partitions: 1,
  handles: [
    'SubjectRegistered',
    'DeviceConnected',
    'ConnectionBroken',
    'DeviceDisconnected',
    'NightAssessed',
    'NightReassessed',
    'NightWithdrawn',
    'MessageReceived',
    'ReplyGiven',
    'SafetyTextShown',
    'CheckedIn',
    'ContextTagged',
  ],
  tableNames: ['timeline'],
  tables: `
    create table if not exists timeline (
      user_id text not null,
      position bigint not null,
      event_id uuid not null,
      kind text not null,
      occurred_at timestamptz not null,
      date date,
      summary jsonb not null,
      primary key (user_id, position)
    );`,
  apply: async (tx, events) => {
    const entries = events.map((event) => tell(event as Recorded<Told>));
    await tx.query(
      `insert into timeline
       select * from unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::timestamptz[], $6::date[], $7::jsonb[])`,
      [
        entries.map((entry) => entry.userId),
        events.map((event) => event.position.toString()),
        events.map((event) => event.id),
        events.map((event) => event.type),
        entries.map((entry) => entry.occurredAt),
        entries.map((entry) => entry.date),
        entries.map((entry) => storableJson(entry.summary)),
      ],
    );
  },
};
