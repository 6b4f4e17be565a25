import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { ServerCredentials, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { type AppendFaults, createFakeAppends } from './fake-appends.ts';
import {
  featuresPb,
  GossipService,
  gossipPb,
  grpc,
  ServerFeaturesService,
  StreamsService,
  sharedPb,
} from './fake-protocol.ts';
import { createFakeReads, type ReadFaults } from './fake-reads.ts';
import { createFakeStorage } from './fake-storage.ts';

export interface Faults extends AppendFaults, ReadFaults {
  /** The call that a client makes before its first append. */
  features?: 'hang' | 'fail' | undefined;
}

/**
 * A server that speaks the protocol of EventStoreDB on a loopback port: the real one's rules for versions, repeats
 * and positions, and switches for what goes wrong in the field. Append, read, subscribe, features, gossip.
 */
export const startFakeServer = async (
  options: { port?: number; maxAppendBytes?: number; credentials?: ServerCredentials } = {},
) => {
  const storage = createFakeStorage();
  const faults: Faults = {};
  const sockets = new Set<Socket>();
  const maxAppendBytes = options.maxAppendBytes ?? 1024 * 1024;
  const reads = createFakeReads(storage, faults);
  let port = options.port ?? 0;
  let featuresAsked = 0;

  const dropConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  const appending = createFakeAppends(storage, faults, maxAppendBytes, reads.wake, dropConnections);

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
    batchAppend: appending.batchAppend,
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
    if (!listener.listening) return;
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
    appends: appending.appends,
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
