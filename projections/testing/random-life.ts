import fc from 'fast-check';
import { execute, foldWith } from '../../commands/execute.ts';
import { onIntervention } from '../../commands/intervention-commands.ts';
import { assessNights, rulesetIds } from '../../domain/autonomic/assess.ts';
import type { NightInput } from '../../domain/autonomic/night.ts';
import {
  type ConnectionEvent,
  type ConnectionState,
  connectionStream,
  decideConnection,
  evolveConnection,
  initialConnection,
} from '../../domain/connection.ts';
import { inboxStream, type WebhookReceived } from '../../domain/delivery.ts';
import {
  type DocumentEvent,
  type DocumentState,
  documentStream,
  evolveDocument,
  initialDocument,
  receiveDocument,
} from '../../domain/document.ts';
import { CodedError } from '../../domain/errors.ts';
import type { InterventionCommand } from '../../domain/intervention.ts';
import { assess, foldNights, type NightsEvent, nightsStream } from '../../domain/nights.ts';
import type { ProviderDocument, Reading } from '../../domain/reading.ts';
import {
  evolveSubject,
  initialSubject,
  registerSubject,
  type SubjectEvent,
  type SubjectState,
  subjectStream,
} from '../../domain/subject.ts';
import type { Command, EventStore } from '../../eventstore/event-store.ts';
import { liveCheckIn, type Words, words } from './check-in-life.ts';
import { liveHypothesis, type Wondered, wondered } from './hypothesis-life.ts';
import { livePresence } from './presence-life.ts';

const DAY_MS = 86_400_000;
const instant = (day: number, hour: number): string =>
  new Date(Date.UTC(2026, 0, 1) + day * DAY_MS + hour * 3_600_000).toISOString();
const dateOf = (day: number): string => instant(day, 0).slice(0, 10);

export type Happening =
  | {
      readonly what: 'document';
      readonly person: number;
      readonly ordering: number | null;
      readonly document: ProviderDocument;
    }
  | {
      readonly what: 'nights';
      readonly person: number;
      readonly ruleset: string;
      readonly nights: readonly NightInput[];
    }
  | {
      readonly what: 'check-in';
      readonly person: number;
      readonly day: number;
      readonly words: Words;
    }
  | { readonly what: 'hypothesis'; readonly person: number; readonly wondered: Wondered }
  | {
      readonly what: 'intervention';
      readonly person: number;
      readonly number: number;
      readonly command: InterventionCommand;
    }
  | { readonly what: 'delivery'; readonly person: number; readonly named: boolean }
  | {
      readonly what: 'device';
      readonly person: number;
      readonly act: 'connect' | 'break' | 'disconnect';
      readonly device: string;
    };

const METRICS = [
  'heart_rate',
  'heart_rate_variability.rmssd',
  'respiratory_rate',
  'sleep_duration.total',
  'time_in_bed',
] as const;
const person = fc.integer({ min: 0, max: 2 });

const reading = (interval: ProviderDocument['interval'] & object) =>
  fc
    .record({
      metric: fc.constantFrom(...METRICS),
      /** Some readings span the document and move with it, others are points of their own. */
      hour: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
      value: fc.double({ min: 1, max: 200, noNaN: true }),
      statistic: fc.constantFrom('average', 'sample'),
      original: fc.option(fc.record({ value: fc.integer(), unit: fc.constant('bpm') }), { nil: undefined }),
    })
    .map(({ metric, hour, value, statistic, original }): Reading => {
      const start =
        hour === null
          ? interval.start
          : new Date(Date.parse(interval.start) + hour * 3_600_000).toISOString();
      return {
        key: `${metric}:${hour ?? 'all'}`,
        metric,
        value,
        statistic,
        context: 'sleep',
        period: hour === null ? 'interval' : 'instant',
        start,
        end: hour === null ? interval.end : start,
        zoneOffsetMin: interval.zoneOffsetMin,
        localDate: interval.localDate,
        status: 'final',
        ...(original === undefined ? {} : { original }),
      };
    });

const document = fc
  .record({
    number: fc.integer({ min: 0, max: 3 }),
    day: fc.integer({ min: 0, max: 60 }),
    moved: fc.integer({ min: 0, max: 2 }),
  })
  .chain(({ number, day, moved }) => {
    const at = number * 20 + (moved === 0 ? 0 : day);
    const interval = {
      start: instant(at, 22),
      end: instant(at + 1, 6),
      zoneOffsetMin: 60,
      localDate: dateOf(at + 1),
    };
    return fc.record({
      documentKey: fc.constant(`document-${number}`),
      kind: fc.constantFrom<ProviderDocument['kind'][]>('sleep', 'daily', 'body', 'activity'),
      source: fc.constantFrom('terra:FITBIT', 'terra:OURA'),
      interval: fc.constant(interval),
      isNap: fc.boolean(),
      retracted: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
      readings: fc.uniqueArray(reading(interval), { maxLength: 6, selector: ({ key }) => key }),
      quarantined: fc.array(
        fc.record({
          key: fc.constantFrom('a', 'b'),
          metric: fc.constantFrom(...METRICS),
          reason: fc.constantFrom('out_of_range' as const, 'not_a_number' as const),
          raw: fc.constantFrom('"1e309"', '-4'),
        }),
        { maxLength: 2 },
      ),
    });
  });

const nightInput = (day: number) =>
  fc
    .record({
      rmssd: fc.integer({ min: 15, max: 90 }),
      heart: fc.integer({ min: 42, max: 75 }),
      breaths: fc.integer({ min: 11, max: 19 }),
    })
    .map(
      ({ rmssd, heart, breaths }): NightInput => ({
        date: dateOf(day),
        rmssdMs: rmssd,
        nightHeartRatePerMin: heart,
        restingHeartRatePerMin: null,
        respiratoryRatePerMin: breaths,
        skinTemperatureCel: null,
        skinTemperatureDeviationCel: null,
        sleepMinutes: 420,
        recordedAt: instant(day, 8),
      }),
    );

const interventionCommand: fc.Arbitrary<InterventionCommand> = fc.oneof(
  fc.constant({
    type: 'propose' as const,
    proposal: {
      interventionId: '',
      userId: '',
      kind: 'I-BREATH6',
      rank: 'primary' as const,
      why: ['E1'],
      decisionEventId: null,
      prompted: false,
      proposedOn: dateOf(3),
      plannedDays: 7,
      windowDays: [3, 7] as const,
    },
  }),
  fc.constant({ type: 'accept' as const, on: dateOf(4) }),
  fc.record({
    type: fc.constant('log' as const),
    date: fc.integer({ min: 4, max: 10 }).map(dateOf),
    done: fc.boolean(),
  }),
  fc.constant({ type: 'decline' as const, on: dateOf(5), reason: null }),
  fc.record({ type: fc.constant('pass' as const), on: fc.integer({ min: 4, max: 30 }).map(dateOf) }),
  fc.constant({ type: 'evaluate' as const, on: dateOf(20), outcome: 'too_few_nights' as const }),
);

/** What can happen to three people: documents that come, change, move and go; nights that are decided and withdrawn. */
export const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('document' as const),
      person,
      ordering: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
      document,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('nights' as const),
      person,
      ruleset: fc.constantFrom(...rulesetIds),
      nights: fc
        .array(fc.boolean(), { maxLength: 8 })
        .chain((there) => fc.tuple(...there.flatMap((is, day) => (is ? [nightInput(day)] : [])))),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('intervention' as const),
      person,
      number: fc.integer({ min: 0, max: 1 }),
      command: interventionCommand,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('delivery' as const), person, named: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('check-in' as const),
      person,
      day: fc.integer({ min: 0, max: 60 }),
      words,
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('hypothesis' as const), person, wondered }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('device' as const),
      person,
      act: fc.constantFrom('connect' as const, 'break' as const, 'disconnect' as const),
      device: fc.constantFrom('FITBIT', 'OURA'),
    }),
  },
);

/** Brings a happening into the log the way the write side does. `id` is the command's; people are kept apart by `where`. */
export const live = async (
  store: EventStore,
  where: string,
  id: string,
  happened: Happening,
): Promise<void> => {
  const userId = `${where}-${happened.person}`;
  const command: Command = { id: `${where}:${id}`, correlationId: 'c', actor: 'test', subject: userId };
  await execute<SubjectState, SubjectEvent>({
    store,
    stream: subjectStream(userId),
    fold: foldWith(evolveSubject, initialSubject),
    decide: (state) => registerSubject({ userId, registeredBy: 'test' }, state),
    command: { ...command, id: `${where}:subject:${userId}` },
  });
  switch (happened.what) {
    case 'document': {
      const { ordering } = happened;
      const own = { ...happened.document, documentKey: `${userId}:${happened.document.documentKey}` };
      await execute<DocumentState, DocumentEvent>({
        store,
        stream: documentStream('terra', own.documentKey),
        fold: foldWith(evolveDocument, initialDocument),
        decide: (state) => receiveDocument({ provider: 'terra', userId, ordering, document: own }, state),
        command,
      });
      return;
    }
    case 'nights': {
      const { ruleset } = happened;
      const nights = assessNights(happened.nights, ruleset);
      await execute({
        store,
        stream: nightsStream(userId),
        fold: (past: readonly (NightsEvent & { id: string })[]) => foldNights(past, ruleset),
        decide: (state) => assess({ userId, ruleset, nights }, state),
        command,
      });
      await livePresence(store, userId, nights, command);
      return;
    }
    case 'check-in': {
      const { day, words } = happened;
      await liveCheckIn(
        store,
        { userId, checkInId: id, date: dateOf(day), at: instant(day, 9), ...words },
        command,
      );
      return;
    }
    case 'hypothesis':
      await liveHypothesis(store, userId, happened.wondered, command);
      return;
    case 'intervention': {
      const { command: told, number } = happened;
      const interventionId = `${userId}-${number}`;
      const own =
        told.type === 'propose' ? { ...told, proposal: { ...told.proposal, userId, interventionId } } : told;
      await onIntervention(store, interventionId, own, command).catch((error) => {
        // What cannot be done to it does not happen.
        if (!(error instanceof CodedError && error.status < 500)) throw error;
      });
      return;
    }
    case 'delivery': {
      const externalUser = `external-${userId}`;
      const event: WebhookReceived = {
        type: 'WebhookReceived',
        data: {
          provider: 'terra',
          externalUser,
          userId: happened.named ? userId : null,
          deliveryId: id,
          eventType: 'sleep',
          ordering: null,
          provedBy: 'test',
          receivedAt: instant(0, 0),
          body: Buffer.from(id).toString('base64'),
        },
      };
      await store.append(inboxStream('terra', externalUser), 'any', [event], command);
      return;
    }
    case 'device': {
      const link = { userId, provider: 'terra', externalUser: `external-${userId}`, device: happened.device };
      await execute<ConnectionState, ConnectionEvent>({
        store,
        stream: connectionStream(userId, 'terra'),
        fold: foldWith(evolveConnection, initialConnection),
        decide: (state) =>
          decideConnection(
            happened.act === 'connect'
              ? { type: 'connect', link, announced: true, replacesExternalUser: null }
              : { type: happened.act, link, reason: 'test' },
            state,
          ),
        command,
      });
    }
  }
};
