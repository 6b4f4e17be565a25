import type { DocumentEvent, ReadingsRecorded, ReadingsRevised } from '../../domain/document.ts';
import { metrics } from '../../domain/metrics/vocabulary.ts';
import type { NightsEvent } from '../../domain/nights.ts';
import type { ProviderDocument, Reading } from '../../domain/reading.ts';
import type { Recorded } from '../../eventstore/event-store.ts';
import type { BusMessage } from './bus.ts';
import {
  biometricMessage,
  interventionMessage,
  MESSAGE_VERSION,
  type NightMessage,
  type NightWithdrawnMessage,
  type PublishedMessage,
  type ReadingsMessage,
  type ReadingsRetractedMessage,
} from './messages.ts';
import type { BusTopics } from './topics.ts';

export interface Addressed {
  readonly topic: string;
  readonly message: BusMessage;
}

/** Well below a broker's limit of 1 MB; what is longer is sent in parts. */
const MAX_VALUE_BYTES = 512 * 1024;

type Published = Recorded<Exclude<DocumentEvent, { type: 'ReadingsQuarantined' }>> | Recorded<NightsEvent>;

/**
 * The messages that tell an event; the same event always gives the same messages. Throws when the event does not fit
 * the published schema.
 */
export const toMessages = (event: Recorded, topics: BusTopics): Addressed[] => {
  const isIntervention = event.type.startsWith('Intervention');
  const topic = isIntervention ? topics.interventions : topics.biometric;
  const schema = isIntervention ? interventionMessage : biometricMessage;
  const bodies = isIntervention ? [tellIntervention(event)] : tell(event as Published);
  return bodies.map(({ body, occurredAt }) => ({
    topic,
    message: {
      key: body.user_id,
      value: JSON.stringify(schema.parse(body)),
      headers: {
        'event-id': event.id,
        'event-type': event.type,
        'schema-version': String(MESSAGE_VERSION),
        'occurred-at': occurredAt,
        'log-position': event.position.toString(),
      },
    },
  }));
};

interface Told {
  readonly body: PublishedMessage;
  /** The start of what was measured; of a decision the time of its newest input; else when it was recorded. */
  readonly occurredAt: string;
}

const envelopeOf = (event: Recorded, userId: string) =>
  ({
    schema_version: MESSAGE_VERSION,
    event_id: event.id,
    user_id: userId,
    recorded_at: event.recordedAt,
  }) as const;

const tell = (event: Published): Told[] => {
  const { type, data } = event as { type: string; data: object } as
    | Exclude<DocumentEvent, { type: 'ReadingsQuarantined' }>
    | NightsEvent;
  const envelope = envelopeOf(event, data.userId);
  switch (type) {
    case 'ReadingsRecorded':
    case 'ReadingsRevised':
      return parted({ event_type: type, ...envelope, ...documentFactsOf(data) }, data.readings).map(
        (body) => ({
          body,
          occurredAt: data.interval?.start ?? event.recordedAt,
        }),
      );
    case 'ReadingsRetracted': {
      const body: ReadingsRetractedMessage = { event_type: type, ...envelope, ...documentFactsOf(data) };
      return [{ body, occurredAt: event.recordedAt }];
    }
    case 'NightAssessed':
    case 'NightReassessed': {
      const { userId: _, evidence, features, ...decision } = data;
      const body: NightMessage = {
        event_type: type,
        ...envelope,
        ...decision,
        features: { ...features },
        previous_state: evidence.previous_state,
        evidence: evidence.evidence,
        contradicting: evidence.contradicting,
        missing: evidence.missing,
        rule_path: evidence.rule_path,
      };
      return [{ body, occurredAt: data.as_of }];
    }
    case 'NightWithdrawn': {
      const { date, supersedes } = data;
      const body: NightWithdrawnMessage = { event_type: type, ...envelope, date, supersedes };
      return [{ body, occurredAt: event.recordedAt }];
    }
  }
};

const tellIntervention = (event: Recorded): Told => {
  const data = event.data as Readonly<Record<string, unknown>>;
  const named = event.metadata.subject ?? data['userId'];
  if (typeof named !== 'string') throw new Error(`${event.type} names no user`);
  const body = { event_type: event.type, ...envelopeOf(event, named), intervention: event.stream, data };
  return { body, occurredAt: event.recordedAt };
};

type DocumentFacts = DocumentEvent['data'];

const intervalOf = (interval: ProviderDocument['interval']): ReadingsMessage['interval'] =>
  interval && {
    start: interval.start,
    end: interval.end,
    zone_offset_min: interval.zoneOffsetMin,
    local_date: interval.localDate,
  };

const documentFactsOf = (data: DocumentFacts) => ({
  provider: data.provider,
  document: data.documentKey,
  document_kind: data.kind,
  source: data.source,
  revision: data.revision,
  interval: intervalOf(data.interval),
  is_nap: data.isNap,
});

const unitOf = (metric: Reading['metric']): string | null => {
  const definition = metrics[metric];
  return 'unit' in definition ? definition.unit : null;
};

const readingOf = (reading: Reading): ReadingsMessage['readings'][number] => ({
  key: reading.key,
  metric: reading.metric,
  value: reading.value,
  code: reading.code ?? null,
  unit: unitOf(reading.metric),
  statistic: reading.statistic,
  context: reading.context,
  period: reading.period,
  start: reading.start,
  end: reading.end,
  local_date: reading.localDate,
  zone_offset_min: reading.zoneOffsetMin,
  status: reading.status,
  ...(reading.source === undefined ? {} : { source: reading.source }),
  ...(reading.overlapped ? { overlapped: true } : {}),
});

type Head = Omit<ReadingsMessage, 'part' | 'parts' | 'readings'>;

/** As few parts of about the same number of readings as fit; a document without readings is one part. */
const parted = (
  head: Head,
  readings: (ReadingsRecorded | ReadingsRevised)['data']['readings'],
): ReadingsMessage[] => {
  const all = readings.map(readingOf);
  for (let wanted = 1; ; wanted++) {
    const each = Math.max(1, Math.ceil(all.length / wanted));
    const parts = Math.max(1, Math.ceil(all.length / each));
    const bodies = Array.from({ length: parts }, (_, index) => ({
      ...head,
      part: index + 1,
      parts,
      readings: all.slice(index * each, (index + 1) * each),
    }));
    if (each === 1 || bodies.every((body) => Buffer.byteLength(JSON.stringify(body)) <= MAX_VALUE_BYTES))
      return bodies;
  }
};
