import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { ServerCredentials, ServerDuplexStream, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import {
  type AppendError,
  type BatchAppendReq,
  type BatchAppendResp,
  errorOf,
  expectedOf,
  featuresPb,
  GossipService,
  gossipPb,
  grpc,
  ServerFeaturesService,
  StreamsService,
  sharedPb,
  streamName,
  successOf,
} from './fake-protocol.ts';
import { createFakeReads, type ReadFaults } from './fake-reads.ts';
import { createFakeStorage, type ExpectedRevision, type ProposedEvent } from './fake-storage.ts';

export interface SeenAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly ids: readonly string[];
}
/** What happens to one append instead of storing and answering it. */
export type AppendFault =
  | 'hang'
  /** Reads no more appends of this client: what it sends piles up on its side. */
  | 'stall'
  | 'store_and_hang'
  | 'drop'
  | 'store_and_drop'
  /** Answers this append alone with an error. */
  | { readonly answer: AppendError }
  /** Ends the whole stream of appends with a gRPC status, stored or not. */
  | { readonly status: number; readonly stored: boolean }
  /** Stores at once, answers when this resolves. */
  | { readonly answerAfter: Promise<void> }
  /** Held up on its way: arrives at the log when this resolves. */
  | { readonly storeAfter: Promise<void> };

export interface Faults extends ReadFaults {
  append?: ((append: SeenAppend) => AppendFault | undefined) | undefined;
  /** The call that a client makes before its first append. */
  features?: 'hang' | 'fail' | undefined;
  /** How far the server's clock is ahead of the client's. */
  clockAheadMs?: number;
}

interface Collecting {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly deadline: number;
  readonly proposed: ProposedEvent[];
}

/**
 * A server that speaks the protocol of EventStoreDB on a loopback port: the real one's rules for versions, repeats
 * and positions, and switches for what goes wrong in the field. Append, read, subscribe, features, gossip.
 */
export const startFakeServer = async (
  options: { maxAppendBytes?: number; credentials?: ServerCredentials } = {},
) => {
  const storage = createFakeStorage();
  const faults: Faults = {};
  const appends: SeenAppend[] = [];
  const sockets = new Set<Socket>();
  const maxAppendBytes = options.maxAppendBytes ?? 16 * 1024 * 1024;
  const reads = createFakeReads(storage, faults);
  let port = 0;
  let featuresAsked = 0;

  const dropConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  const decide = async (
    call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
    id: string,
    append: Collecting,
  ): Promise<void> => {
    const { stream, expected, proposed } = append;
    const seen = { stream, expected, ids: proposed.map((event) => event.id) };
    appends.push(seen);
    const fault = faults.append?.(seen);
    if (fault === 'hang') return;
    if (fault === 'stall') {
      call.pause();
      return;
    }
    if (fault === 'drop') return dropConnections();
    if (typeof fault === 'object' && 'answer' in fault) {
      call.write(errorOf(id, stream, fault.answer));
      return;
    }
    if (typeof fault === 'object' && 'status' in fault && !fault.stored) {
      call.emit('error', { code: fault.status, details: 'as the test wants it' });
      return;
    }
    if (typeof fault === 'object' && 'storeAfter' in fault) await fault.storeAfter;
    const outcome = storage.append(stream, expected, proposed);
    if (outcome.status === 'success') reads.wake();
    if (fault === 'store_and_hang') return;
    if (fault === 'store_and_drop') return dropConnections();
    if (typeof fault === 'object' && 'status' in fault) {
      call.emit('error', { code: fault.status, details: 'as the test wants it' });
      return;
    }
    if (typeof fault === 'object' && 'answerAfter' in fault) await fault.answerAfter;
    call.write(
      outcome.status === 'success'
        ? successOf(id, stream, outcome.revision, outcome.position)
        : errorOf(id, stream, { wrongVersion: outcome.current }),
    );
  };

  const batchAppend = (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const collecting = new Map<string, Collecting>();
    call.on('data', (request: BatchAppendReq) => {
      const id = request.getCorrelationId()!.getString();
      const given = request.getOptions();
      if (given !== undefined)
        collecting.set(id, {
          stream: streamName(given.getStreamIdentifier()),
          expected: expectedOf(given),
          deadline: given.getDeadline()?.toDate().getTime() ?? Number.POSITIVE_INFINITY,
          proposed: [],
        });
      const append = collecting.get(id);
      if (append === undefined) return;
      for (const message of request.getProposedMessagesList()) {
        const facts = message.getMetadataMap();
        append.proposed.push({
          id: message.getId()!.getString(),
          type: facts.get('type')!,
          contentType: facts.get('content-type')!,
          data: message.getData_asU8(),
          metadata: message.getCustomMetadata_asU8(),
        });
      }
      const bytes = append.proposed.reduce((sum, e) => sum + e.data.byteLength + e.metadata.byteLength, 0);
      const late = append.deadline <= Date.now() + (faults.clockAheadMs ?? 0);
      if (bytes > maxAppendBytes || late) {
        collecting.delete(id);
        call.write(errorOf(id, append.stream, late ? 'Timeout' : { maxBytes: maxAppendBytes }));
      } else if (request.getIsFinal()) {
        collecting.delete(id);
        void decide(call, id, append);
      }
    });
    call.on('error', () => {});
    call.on('end', () => call.end());
  };

  const getSupportedMethods = (
    _: ServerUnaryCall<unknown, unknown>,
    answer: sendUnaryData<InstanceType<typeof featuresPb.SupportedMethods>>,
  ): void => {
    featuresAsked++;
    if (faults.features === 'hang') return;
    if (faults.features === 'fail') {
      answer({ code: grpc.status.INTERNAL, details: 'as the test wants it' });
      return;
    }
    const methods = new featuresPb.SupportedMethods();
    methods.setEventStoreServerVersion('24.2.0.0');
    methods.setMethodsList(
      ['Read', 'Append', 'BatchAppend'].map((name) => {
        const method = new featuresPb.SupportedMethod();
        method.setServiceName('event_store.client.streams.Streams');
        method.setMethodName(name);
        return method;
      }),
    );
    answer(null, methods);
  };

  const gossip = (
    _: ServerUnaryCall<unknown, unknown>,
    answer: sendUnaryData<InstanceType<typeof gossipPb.ClusterInfo>>,
  ): void => {
    const address = new gossipPb.EndPoint();
    address.setAddress('127.0.0.1');
    address.setPort(port);
    const member = new gossipPb.MemberInfo();
    const id = new sharedPb.UUID();
    id.setString(crypto.randomUUID());
    member.setInstanceId(id);
    member.setTimeStamp('0');
    member.setState(gossipPb.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(address);
    const cluster = new gossipPb.ClusterInfo();
    cluster.setMembersList([member]);
    answer(null, cluster);
  };

  const server = new grpc.Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  const append = (): void => {};
  server.addService(StreamsService, {
    read: reads.read,
    batchAppend,
    append,
    delete: append,
    tombstone: append,
  });
  server.addService(ServerFeaturesService, { getSupportedMethods });
  server.addService(GossipService, { read: gossip });
  // Sockets of our own, so that a test can cut them.
  const injector = server.createConnectionInjector(
    options.credentials ?? grpc.ServerCredentials.createInsecure(),
  );
  let listener = createServer();
  const start = async (): Promise<void> => {
    listener = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
      injector.injectConnection(socket);
    });
    listener.listen(port, '127.0.0.1');
    await once(listener, 'listening');
    port = (listener.address() as { port: number }).port;
  };
  const stop = async (): Promise<void> => {
    const closed = once(listener, 'close');
    listener.close();
    dropConnections();
    await closed;
  };
  await start();

  return {
    port,
    url: `esdb://127.0.0.1:${port}?tls=false`,
    storage,
    faults,
    /** Every append that arrived, oldest first. */
    appends,
    featuresAsked: (): number => featuresAsked,
    subscriptions: reads.subscriptions,
    reads: reads.requests,
    /** Ends every running subscription, as the server does to a consumer that is too slow. */
    endSubscriptions: reads.endSubscriptions,
    connections: (): number => sockets.size,
    dropConnections,
    /** Stops answering on the port, as a server that is down; `start` brings it back with what it stored. */
    stop,
    start,
    close: async (): Promise<void> => {
      await stop();
      server.forceShutdown();
    },
  };
};
export type FakeServer = Awaited<ReturnType<typeof startFakeServer>>;
