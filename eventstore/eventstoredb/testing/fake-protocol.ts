import { createRequire } from 'node:module';
import type { ExpectedRevision, FakeEvent } from './fake-storage.ts';

/** The fake speaks with the very stubs, and the very gRPC, that the client under test was published with. */
const fromHere = createRequire(import.meta.url);
const fromClient = createRequire(fromHere.resolve('@eventstore/db-client'));

export const grpc = fromClient('@grpc/grpc-js') as typeof import('@grpc/grpc-js');
export const streamsPb = fromClient(
  '../generated/streams_pb.js',
) as typeof import('@eventstore/db-client/generated/streams_pb.js');
export const sharedPb = fromClient(
  '../generated/shared_pb.js',
) as typeof import('@eventstore/db-client/generated/shared_pb.js');
const statusPb = fromClient(
  '../generated/status_pb.js',
) as typeof import('@eventstore/db-client/generated/status_pb.js');
export const featuresPb = fromClient(
  '../generated/serverfeatures_pb.js',
) as typeof import('@eventstore/db-client/generated/serverfeatures_pb.js');
export const gossipPb = fromClient(
  '../generated/gossip_pb.js',
) as typeof import('@eventstore/db-client/generated/gossip_pb.js');
export const { StreamsService } = fromClient(
  '../generated/streams_grpc_pb.js',
) as typeof import('@eventstore/db-client/generated/streams_grpc_pb.js');
export const { ServerFeaturesService } = fromClient(
  '../generated/serverfeatures_grpc_pb.js',
) as typeof import('@eventstore/db-client/generated/serverfeatures_grpc_pb.js');
export const { GossipService } = fromClient(
  '../generated/gossip_grpc_pb.js',
) as typeof import('@eventstore/db-client/generated/gossip_grpc_pb.js');
const { Any } = fromClient(
  'google-protobuf/google/protobuf/any_pb.js',
) as typeof import('google-protobuf/google/protobuf/any_pb.js');
const { Empty } = fromClient(
  'google-protobuf/google/protobuf/empty_pb.js',
) as typeof import('google-protobuf/google/protobuf/empty_pb.js');

type StreamIdentifier = import('@eventstore/db-client/generated/shared_pb.js').StreamIdentifier;
type BatchAppendOptions = import('@eventstore/db-client/generated/streams_pb.js').BatchAppendReq.Options;
export type ReadResp = import('@eventstore/db-client/generated/streams_pb.js').ReadResp;
export type ReadReq = import('@eventstore/db-client/generated/streams_pb.js').ReadReq;
export type BatchAppendReq = import('@eventstore/db-client/generated/streams_pb.js').BatchAppendReq;
export type BatchAppendResp = import('@eventstore/db-client/generated/streams_pb.js').BatchAppendResp;

export const streamName = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier!.getStreamName_asU8()).toString('utf8');

export const identifierOf = (stream: string): StreamIdentifier => {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Uint8Array.from(Buffer.from(stream)));
  return identifier;
};

const uuid = (id: string) => {
  const message = new sharedPb.UUID();
  message.setString(id);
  return message;
};

export const expectedOf = (options: BatchAppendOptions): ExpectedRevision => {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream_exists';
  return BigInt(options.getStreamPosition());
};

const answerTo = (correlationId: string, stream: string): BatchAppendResp => {
  const answer = new streamsPb.BatchAppendResp();
  answer.setCorrelationId(uuid(correlationId));
  answer.setStreamIdentifier(identifierOf(stream));
  return answer;
};

export const successOf = (
  correlationId: string,
  stream: string,
  revision: bigint,
  position: bigint,
): BatchAppendResp => {
  const success = new streamsPb.BatchAppendResp.Success();
  success.setCurrentRevision(revision.toString());
  const at = new sharedPb.AllStreamPosition();
  at.setCommitPosition(position.toString());
  at.setPreparePosition(position.toString());
  success.setPosition(at);
  const answer = answerTo(correlationId, stream);
  answer.setSuccess(success);
  return answer;
};

export type AppendError =
  | 'AccessDenied'
  | 'Timeout'
  | 'Busy'
  | { wrongVersion: bigint }
  | { maxBytes: number };

/** Errors of one append come as a status with typed details, inside a stream that goes on. */
export const errorOf = (correlationId: string, stream: string, error: AppendError): BatchAppendResp => {
  const status = new statusPb.Status();
  const details = new Any();
  if (error === 'AccessDenied')
    details.pack(new sharedPb.AccessDenied().serializeBinary(), 'event_store.client.AccessDenied');
  else if (error === 'Timeout')
    details.pack(new sharedPb.Timeout().serializeBinary(), 'event_store.client.Timeout');
  else if (error === 'Busy') {
    status.setMessage('Server Is Busy');
    details.pack(new Empty().serializeBinary(), 'google.protobuf.Empty');
  } else if ('maxBytes' in error) {
    const exceeded = new sharedPb.MaximumAppendSizeExceeded();
    exceeded.setMaxappendsize(error.maxBytes);
    details.pack(exceeded.serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded');
  } else {
    const wrong = new sharedPb.WrongExpectedVersion();
    if (error.wrongVersion < 0n) wrong.setCurrentNoStream(new Empty());
    else wrong.setCurrentStreamRevision(error.wrongVersion.toString());
    details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  }
  status.setDetails(details);
  const answer = answerTo(correlationId, stream);
  answer.setError(status);
  return answer;
};

export const eventMessage = (event: FakeEvent): ReadResp => {
  const recorded = new streamsPb.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(uuid(event.id));
  recorded.setStreamIdentifier(identifierOf(event.stream));
  recorded.setStreamRevision(event.revision.toString());
  recorded.setCommitPosition(event.position.toString());
  recorded.setPreparePosition(event.position.toString());
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const facts = recorded.getMetadataMap();
  facts.set('type', event.type);
  facts.set('content-type', event.contentType);
  // .NET ticks of 100 ns.
  facts.set('created', (BigInt(event.created.getTime()) * 10_000n).toString());
  const read = new streamsPb.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(event.position.toString());
  const message = new streamsPb.ReadResp();
  message.setEvent(read);
  return message;
};

export const confirmation = (): ReadResp => {
  const message = new streamsPb.ReadResp();
  const confirmed = new streamsPb.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(crypto.randomUUID());
  message.setConfirmation(confirmed);
  return message;
};
export const caughtUp = (): ReadResp => {
  const message = new streamsPb.ReadResp();
  message.setCaughtUp(new streamsPb.ReadResp.CaughtUp());
  return message;
};
export const fellBehind = (): ReadResp => {
  const message = new streamsPb.ReadResp();
  message.setFellBehind(new streamsPb.ReadResp.FellBehind());
  return message;
};
export const checkpoint = (position: bigint): ReadResp => {
  const message = new streamsPb.ReadResp();
  const reached = new streamsPb.ReadResp.Checkpoint();
  reached.setCommitPosition(position.toString());
  reached.setPreparePosition(position.toString());
  message.setCheckpoint(reached);
  return message;
};
export const streamNotFound = (stream: string): ReadResp => {
  const message = new streamsPb.ReadResp();
  const missing = new streamsPb.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifierOf(stream));
  message.setStreamNotFound(missing);
  return message;
};
