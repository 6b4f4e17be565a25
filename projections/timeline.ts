import type { CheckInEvent } from '../domain/check-in.ts';
import type { ConnectionEvent } from '../domain/connection.ts';
import type { ConversationEvent } from '../domain/conversation.ts';
import { type HypothesisEvent, hypothesisEvents } from '../domain/hypothesis.ts';
import { type InterventionEvent, interventionEvents } from '../domain/intervention.ts';
import { type NightsEvent, rulesetOf } from '../domain/nights.ts';
import type { SubjectRegistered } from '../domain/subject.ts';
import type { DomainEvent, Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { storableJson } from './storable-json.ts';

type Told =
  | SubjectRegistered
  | ConnectionEvent
  | NightsEvent
  | ConversationEvent
  | CheckInEvent
  | InterventionEvent
  | HypothesisEvent;

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
    case 'InterventionProposed':
      return ofIntervention(data.proposedOn, { kind: data.kind, rank: data.rank, prompted: data.prompted });
    case 'InterventionAccepted':
      return ofIntervention(data.acceptedOn, { check_from: data.checkFrom, check_until: data.checkUntil });
    case 'InterventionDeclined':
      return ofIntervention(data.declinedOn, { reason: data.reason });
    case 'InterventionAdherenceLogged':
      return ofIntervention(data.date, { done: data.done });
    case 'InterventionCompleted':
      return ofIntervention(data.completedOn, { adherence: data.adherence });
    case 'InterventionExpired':
      return ofIntervention(data.expiredOn, { reason: data.reason });
    case 'InterventionOutcomeEvaluated': {
      const { kind, outcome, reason } = data;
      return ofIntervention(data.evaluatedOn, { kind, verdict: outcome?.verdict ?? null, reason });
    }
    case 'HypothesisFormed':
      return ofHypothesis(data.formedOn, { context: data.context, tagged_nights: data.taggedNights });
    case 'HypothesisTested': {
      const { context, verdict, effect } = data;
      const { changePercent, taggedNights } = effect;
      const summary = { context, verdict, change_percent: changePercent, tagged_nights: taggedNights };
      return ofHypothesis(data.testedOn, summary);
    }
    case 'HypothesisRetired':
      return ofHypothesis(data.retiredOn, { reason: data.reason });
  }

  function ofHypothesis(date: string, summary: Record<string, unknown>): Entry {
    const { hypothesisId } = data as HypothesisEvent['data'];
    return { ...entry, date, summary: { hypothesis_id: hypothesisId, ...summary } };
  }

  function ofIntervention(date: string, summary: Record<string, unknown>): Entry {
    const { interventionId } = data as InterventionEvent['data'];
    return { ...entry, date, summary: { intervention_id: interventionId, ...summary } };
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
    ...interventionEvents,
    ...hypothesisEvents,
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
