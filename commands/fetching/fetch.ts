import { v5 as uuidv5 } from 'uuid';

interface FetchBase {
  readonly provider: string;
  /** The provider's id of the person. */
  readonly externalUser: string;
  readonly correlationId: string;
  /** The event that asked for it, where there is one. */
  readonly causationId?: string;
  /** Instant (UTC) of the notification, or of whoever else asked. */
  readonly askedAt: string;
  /** Attempts before this one that counted. */
  readonly tried: number;
}
/** What a notification named. */
export interface RecordFetch extends FetchBase {
  readonly kind: 'record';
  readonly collection: string;
  readonly recordId: string;
}
/** Everything between two instants (UTC). */
export interface WindowFetch extends FetchBase {
  readonly kind: 'window';
  readonly from: string;
  readonly to: string;
  readonly why: 'sweep' | 'backfill' | 'connected';
  /** Whose progress it is. */
  readonly backfillId?: string;
}
export type Fetch = RecordFetch | WindowFetch;

/** Fetches of one lane run one after the other. */
export const laneOf = ({ provider, externalUser }: FetchBase): string =>
  JSON.stringify([provider, externalUser]);

/** Those of the same key are the same work: while one waits, another adds nothing. */
export const keyOf = (fetch: Fetch): string =>
  fetch.kind === 'record'
    ? JSON.stringify([fetch.provider, fetch.externalUser, fetch.collection, fetch.recordId])
    : JSON.stringify([fetch.provider, fetch.externalUser, fetch.why, fetch.from, fetch.backfillId ?? '']);

const FETCH_IDS = 'f2b7f5a0-2d6e-4a53-9a0c-0c8f4f0c6d11';

/** The same event and the same work give the same id, so that an event that is seen again asks for nothing new. */
export const fetchId = (eventId: string, fetch: Fetch): string =>
  uuidv5(JSON.stringify([eventId, keyOf(fetch)]), FETCH_IDS);

/** Larger goes first: what was just notified before what was missed, that before history. */
export const priorityOf = (fetch: Fetch): number =>
  fetch.kind === 'record' ? 3_000 : { connected: 2_000, sweep: 1_000, backfill: 0 }[fetch.why];
