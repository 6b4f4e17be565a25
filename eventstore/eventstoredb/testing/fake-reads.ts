import { EventEmitter, once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import {
  caughtUp,
  checkpoint,
  confirmation,
  eventMessage,
  fellBehind,
  grpc,
  type ReadReq,
  type ReadResp,
  streamName,
  streamNotFound,
} from './fake-protocol.ts';
import type { FakeEvent, FakeStorage } from './fake-storage.ts';

export type From = 'start' | 'end' | bigint;
export interface SeenRead {
  readonly kind: 'stream' | 'all' | 'subscription';
  readonly stream?: string;
  readonly from: From;
  /** Which connection it came by. */
  readonly peer: string;
}
export interface ReadFaults {
  /** `die`: sends some, then ends with `unavailable`. */
  read?: ((read: SeenRead) => 'hang' | 'die' | 'unavailable' | 'denied' | undefined) | undefined;
  /** Sends a checkpoint of the log's end before the events up to there. */
  checkpointsAhead?: boolean;
  /** Says again and again that the subscription has fallen behind. */
  fellBehind?: boolean;
  neverConfirm?: boolean;
}
type Call = ServerWritableStream<ReadReq, ReadResp>;
type Options = NonNullable<ReturnType<ReadReq['getOptions']>>;

const CHECKPOINT_EVERY = 32;

/** The first of some events, leaving no listeners behind. */
const firstOf = async (...events: readonly [EventEmitter, string][]): Promise<void> => {
  const stop = new AbortController();
  const { signal } = stop;
  await Promise.race(events.map(([emitter, name]) => once(emitter, name, { signal }).catch(() => {})));
  stop.abort();
};

const fromOf = (options: Options): From => {
  const at = options.hasAll() ? options.getAll()! : options.getStream()!;
  if (at.hasStart()) return 'start';
  if (at.hasEnd()) return 'end';
  return BigInt('getPosition' in at ? at.getPosition()!.getCommitPosition() : at.getRevision());
};

const wantedBy = (options: Options): ((event: FakeEvent) => boolean) => {
  const filter = options.getFilter();
  if (filter === undefined) return () => true;
  const byType = filter.hasEventType();
  const expression = byType ? filter.getEventType()! : filter.getStreamIdentifier()!;
  const regex = expression.getRegex() === '' ? undefined : new RegExp(expression.getRegex());
  return (event) => {
    const name = byType ? event.type : event.stream;
    return regex?.test(name) ?? expression.getPrefixList().some((prefix) => name.startsWith(prefix));
  };
};

/** Reads and subscriptions of the fake server. */
export const createFakeReads = (storage: FakeStorage, faults: ReadFaults) => {
  const written = new EventEmitter().setMaxListeners(0);
  const requests: SeenRead[] = [];
  const subscriptions: { from: From; call: Call; sent: number }[] = [];

  /** Waits for the client when it does not keep up. False: the client is gone. */
  const send = async (call: Call, message: ReadResp): Promise<boolean> => {
    if (call.cancelled || call.destroyed) return false;
    if (!call.write(message)) await firstOf([call, 'drain'], [call, 'cancelled'], [call, 'close']);
    return !call.cancelled;
  };
  const fail = (call: Call, code: number, details: string): void => {
    call.emit('error', { code, details });
  };

  /** Only a record's own position can be read from: what lies between is the middle of a record. */
  const indexIn = (events: readonly FakeEvent[], position: bigint): number | undefined => {
    let [low, high] = [0, events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (events[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return events[low]?.position === position ? low : undefined;
  };

  const selected = (options: Options, from: From): readonly FakeEvent[] | undefined => {
    const count = Number(options.getCount());
    const events = options.hasAll()
      ? storage.all()
      : (storage.stream(streamName(options.getStream()!.getStreamIdentifier())) ?? []);
    const backwards = options.getReadDirection() === 1;
    let index: number | undefined;
    if (from === 'start') index = 0;
    else if (from === 'end') index = backwards ? events.length - 1 : events.length;
    else index = options.hasAll() ? indexIn(events, from) : Number(from);
    if (index === undefined) return undefined;
    return backwards
      ? events.slice(Math.max(0, index + 1 - count), index + 1).reverse()
      : events.slice(index, index + count);
  };

  const subscribe = async (call: Call, options: Options, from: From): Promise<void> => {
    const own = { from, call, sent: 0 };
    subscriptions.push(own);
    if (faults.neverConfirm) return;
    const wanted = wantedBy(options);
    let index = from === 'start' ? 0 : storage.all().length;
    if (typeof from === 'bigint') {
      const at = indexIn(storage.all(), from);
      if (at === undefined) return fail(call, grpc.status.INVALID_ARGUMENT, 'Invalid position.');
      index = at + 1;
    }
    await send(call, confirmation());
    let live = false;
    while (!call.cancelled && !call.destroyed) {
      if (faults.checkpointsAhead && index < storage.all().length)
        await send(call, checkpoint(storage.all().at(-1)!.position));
      for (; index < storage.all().length; index++) {
        const event = storage.all()[index]!;
        if (faults.fellBehind) await send(call, fellBehind());
        if (wanted(event)) {
          own.sent++;
          if (!(await send(call, eventMessage(event)))) return;
        }
        if (index % CHECKPOINT_EVERY === 0 && options.hasFilter())
          await send(call, checkpoint(event.position));
      }
      if (!live) await send(call, caughtUp());
      live = true;
      if (index === storage.all().length)
        await firstOf([written, 'written'], [call, 'cancelled'], [call, 'close']);
    }
  };

  const read = async (call: Call): Promise<void> => {
    call.on('error', () => {});
    const options = call.request.getOptions()!;
    const from = fromOf(options);
    const stream = options.hasAll() ? undefined : streamName(options.getStream()!.getStreamIdentifier());
    const kind = options.hasSubscription() ? 'subscription' : stream === undefined ? 'all' : 'stream';
    const seen: SeenRead = { kind, from, peer: call.getPeer(), ...(stream === undefined ? {} : { stream }) };
    requests.push(seen);
    const fault = faults.read?.(seen);
    if (fault === 'hang') return;
    if (fault === 'unavailable') return fail(call, grpc.status.UNAVAILABLE, 'as the test wants it');
    if (fault === 'denied') {
      const metadata = new grpc.Metadata();
      metadata.set('exception', 'access-denied');
      call.emit('error', { code: grpc.status.PERMISSION_DENIED, details: 'Access Denied', metadata });
      return;
    }
    if (kind === 'subscription') return subscribe(call, options, from);
    if (stream !== undefined && storage.stream(stream) === undefined) {
      await send(call, streamNotFound(stream));
      call.end();
      return;
    }
    const events = selected(options, from);
    if (events === undefined) return fail(call, grpc.status.INVALID_ARGUMENT, 'Invalid position.');
    for (const [index, event] of events.entries()) {
      if (fault === 'die' && index === events.length >> 1)
        return fail(call, grpc.status.UNAVAILABLE, 'as the test wants it');
      if (!(await send(call, eventMessage(event)))) return;
    }
    call.end();
  };

  return {
    read,
    requests,
    subscriptions,
    wake: (): void => {
      written.emit('written');
    },
    endSubscriptions: (code: number | undefined): void => {
      for (const { call } of subscriptions)
        if (code === undefined) call.end();
        else fail(call, code, 'Consumer too slow');
    },
  };
};
