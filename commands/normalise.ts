import { LRUCache } from 'lru-cache';
import {
  type ConnectionCommand,
  type ConnectionEvent,
  type ConnectionState,
  connectionStream,
  type DeviceConnected,
  decideConnection,
  evolveConnection,
  initialConnection,
} from '../domain/connection.ts';
import { inboxStream, type WebhookReceived } from '../domain/delivery.ts';
import {
  type DocumentEvent,
  type DocumentState,
  documentStream,
  foldDocument,
  receiveDocument,
} from '../domain/document.ts';
import type { ProviderDocumentFetched } from '../domain/fetched-record.ts';
import type { ProviderDocument } from '../domain/reading.ts';
import {
  evolveSubject,
  initialSubject,
  registerSubject,
  type SubjectEvent,
  type SubjectState,
  subjectStream,
} from '../domain/subject.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { Command, EventStore, Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { readJson } from '../providers/json.ts';
import type { ConnectionFact, Provider } from '../providers/provider.ts';
import { providerNamed } from '../providers/registry.ts';
import { execute, foldWith } from './execute.ts';
import { createLanes, type Lanes } from './lanes.ts';

export interface NormaliseContext {
  readonly store: EventStore;
  /** The user that a connection names for this provider's id of a person. */
  readonly findConnectedUser: (provider: string, externalUser: string) => Promise<string | null>;
  /** Whose a delivery is whose body does not say it: who was connected when it came, or first after it. */
  readonly ownerOfDelivery: (eventId: string) => Promise<string | null>;
  /** Event ids of all such deliveries that are this user's. */
  readonly unnamedDeliveriesOf: (
    provider: string,
    externalUser: string,
    userId: string,
  ) => Promise<ReadonlySet<string>>;
  /** Resolves when those above know everything up to the position. */
  readonly waitForPeople: (position: Position) => Promise<void>;
}

/** Part of every command id: a better mapping that is to run over old deliveries gets a new one. */
const MAPPING = 'normalise/1';
const WIDTH = 32;
/** A document that comes in many deliveries is not read from its beginning for each of them. About 50 MB. */
const READINGS_REMEMBERED = 100_000;
const REMEMBERED_MS = 60_000;

const readDelivery = ({ data }: Recorded<WebhookReceived>): { named: Provider; body: unknown } => {
  const named = providerNamed(data.provider);
  const parsed = readJson(Buffer.from(data.body, 'base64'));
  if (named === undefined || !parsed.ok) throw new Error(`a stored ${data.provider} delivery cannot be read`);
  return { named, body: parsed.value };
};

/** Turns deliveries into readings, and what they tell of devices into connections. */
export const createNormalise = (context: NormaliseContext): ProcessManager => {
  const { store } = context;
  const registered = new LRUCache<string, true>({ max: 50_000 });
  const documents = new LRUCache<string, { version: number; state: DocumentState }>({
    maxSize: READINGS_REMEMBERED,
    sizeCalculation: ({ state }) => 1 + state.readings.size + state.quarantined.size,
    ttl: REMEMBERED_MS,
  });

  const register = async (userId: string, command: Command): Promise<void> => {
    if (registered.has(userId)) return;
    const registeredBy = command.actor;
    await execute<SubjectState, SubjectEvent>({
      store,
      stream: subjectStream(userId),
      fold: foldWith(evolveSubject, initialSubject),
      decide: (state) => registerSubject({ userId, registeredBy }, state),
      command: { ...command, id: `${MAPPING}:subject:${userId}` },
    });
    registered.set(userId, true);
  };

  const connect = async (fact: ConnectionFact, userId: string, announced: boolean, command: Command) => {
    const { provider, externalUser, device } = fact;
    const link = { userId, provider, externalUser, device };
    const reason = fact.reason ?? 'not given';
    const request: ConnectionCommand =
      fact.type === 'connected'
        ? { type: 'connect', link, announced, replacesExternalUser: fact.replacesExternalUser ?? null }
        : { type: fact.type === 'broken' ? 'break' : 'disconnect', link, reason };
    await execute<ConnectionState, ConnectionEvent>({
      store,
      stream: connectionStream(userId, provider),
      fold: foldWith(evolveConnection, initialConnection),
      decide: (state) => decideConnection(request, state),
      command: { ...command, id: `${MAPPING}:${command.causationId}:connection:${userId}:${externalUser}` },
    });
  };

  const record = async (
    provider: string,
    userId: string,
    ordering: number | null,
    document: ProviderDocument,
    isComplete: boolean,
    command: Command,
  ): Promise<void> => {
    await execute<DocumentState, DocumentEvent | ProviderDocumentFetched>({
      store,
      stream: documentStream(provider, document.documentKey),
      fold: foldDocument,
      remembered: documents,
      decide: (state) => receiveDocument({ provider, userId, ordering, document, isComplete }, state),
      command: { ...command, id: `${MAPPING}:${command.causationId}:${document.documentKey}` },
    });
  };

  const commandOf = (event: Recorded, userId: string): Command => ({
    id: '',
    correlationId: event.metadata.correlationId,
    causationId: event.id,
    actor: 'process:normalise',
    subject: userId,
  });

  /** A provider's person can be bound to another user later: what was recorded stays with the first. */
  const recordAll = (
    lanes: Lanes,
    {
      provider,
      userId,
      ordering,
      isComplete,
    }: { provider: string; userId: string; ordering: number | null; isComplete: boolean },
    documents: readonly ProviderDocument[],
    command: Command,
  ): void => {
    for (const document of documents) {
      const own = { ...document, documentKey: `${userId}:${document.documentKey}` };
      lanes.run(`document:${own.documentKey}`, () =>
        record(provider, userId, ordering, own, isComplete, command),
      );
    }
  };

  const normaliseFetched = (event: Recorded<ProviderDocumentFetched>, lanes: Lanes): void => {
    const { provider, userId, externalUser, fetchedAt, collection, recordId, ordering } = event.data;
    const api = providerNamed(provider)?.api;
    if (api === undefined) throw new Error(`a stored record of ${provider} cannot be read`);
    const body: unknown = JSON.parse(event.data.body);
    const documents = api.mapRecord(
      { collection, recordId, ordering, body },
      { externalUser },
      Date.parse(fetchedAt),
    );
    recordAll(lanes, { provider, userId, ordering, isComplete: true }, documents, commandOf(event, userId));
  };

  const normaliseDelivery = (
    event: Recorded<WebhookReceived>,
    userId: string,
    lanes: Lanes,
    isAdopted = false,
  ): void => {
    const { provider, receivedAt, eventType, ordering } = event.data;
    const { named, body } = readDelivery(event);
    const command = commandOf(event, userId);
    const { documents, connections } = named.normalise({ userId }, body, Date.parse(receivedAt));
    const announced = !documents.length && /auth|reauth/.test(eventType);
    lanes.run(`person:${userId}`, () => register(userId, command));
    // What an adopted delivery says of the link is older than the connection it is adopted for: saying it now would end
    // that connection, and each one that it made would be adopted for again.
    for (const fact of isAdopted ? [] : connections)
      lanes.run(`person:${userId}`, () => connect(fact, fact.userId ?? userId, announced, command));
    recordAll(lanes, { provider, userId, ordering, isComplete: false }, documents, command);
  };

  /** Whose a body is that does not say it: the user of its person's connection, or of the one it replaces. */
  const connectedOwner = async (delivery: Recorded<WebhookReceived>): Promise<string | null> => {
    const { provider, receivedAt } = delivery.data;
    // A connection just before this delivery must be known here: `adopt` only looks at what came before it.
    await context.waitForPeople(delivery.position);
    const own = await context.ownerOfDelivery(delivery.id);
    if (own !== null) return own;
    const { named, body } = readDelivery(delivery);
    const { connections } = named.normalise({ userId: null }, body, Date.parse(receivedAt));
    const replaced = connections.find(
      (fact) => fact.replacesExternalUser !== undefined,
    )?.replacesExternalUser;
    return replaced === undefined ? null : context.findConnectedUser(provider, replaced);
  };

  /** What came before anyone could say whose it is. */
  const adopt = async (event: Recorded<DeviceConnected>, lanes: Lanes): Promise<void> => {
    const { provider, externalUser, userId } = event.data;
    await context.waitForPeople(event.position);
    const unnamed = await context.unnamedDeliveriesOf(provider, externalUser, userId);
    if (unnamed.size === 0) return;
    const inbox = (await store.readStream(
      inboxStream(provider, externalUser),
    )) as Recorded<WebhookReceived>[];
    for (const delivery of inbox)
      if (unnamed.has(delivery.id)) normaliseDelivery(delivery, userId, lanes, true);
  };

  return {
    kind: 'process',
    name: 'normalise',
    version: 1,
    partitions: 4,
    handles: ['WebhookReceived', 'DeviceConnected', 'ProviderDocumentFetched'],
    pageSize: 200,
    react: async (events) => {
      const lanes = createLanes(WIDTH);
      for (const event of events) {
        if (event.type === 'DeviceConnected') await adopt(event as Recorded<DeviceConnected>, lanes);
        else if (event.type === 'ProviderDocumentFetched')
          normaliseFetched(event as Recorded<ProviderDocumentFetched>, lanes);
        else {
          const delivery = event as Recorded<WebhookReceived>;
          const owner = delivery.data.userId ?? (await connectedOwner(delivery));
          if (owner !== null) normaliseDelivery(delivery, owner, lanes);
        }
      }
      await lanes.settled();
    },
  };
};
