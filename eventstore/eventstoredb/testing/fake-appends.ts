import type { ServerDuplexStream } from '@grpc/grpc-js';
import {
  type AppendError,
  type BatchAppendReq,
  type BatchAppendResp,
  errorOf,
  expectedOf,
  streamName,
  successOf,
} from './fake-protocol.ts';
import type { ExpectedRevision, FakeStorage, ProposedEvent } from './fake-storage.ts';

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

export interface AppendFaults {
  append?: ((append: SeenAppend) => AppendFault | undefined) | undefined;
  /** How far the server's clock is ahead of the client's. */
  clockAheadMs?: number;
}

interface Collecting {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly deadline: number;
  readonly proposed: ProposedEvent[];
}

/** As the real one counts: its log holds two bytes a character of the type. */
const sizeOf = ({ type, data, metadata }: ProposedEvent): number =>
  2 * type.length + data.byteLength + metadata.byteLength;

/** Appends of the fake server. `wake` is called when something was stored. */
export const createFakeAppends = (
  storage: FakeStorage,
  faults: AppendFaults,
  maxAppendBytes: number,
  wake: () => void,
  dropConnections: () => void,
) => {
  const appends: SeenAppend[] = [];

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
    if (outcome.status === 'success') wake();
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
      const bytes = append.proposed.reduce((sum, event) => sum + sizeOf(event), 0);
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

  return { batchAppend, appends };
};
