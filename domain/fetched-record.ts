import type { DocumentEvent } from './document.ts';

/**
 * A record as a provider gave it when it was asked. It is in the log before anything is read from it. In the stream of
 * the document of the same name, `document-{provider}-{userId}:{collection}:{recordId}`.
 */
export interface ProviderDocumentFetched {
  readonly type: 'ProviderDocumentFetched';
  readonly data: {
    readonly provider: string;
    readonly externalUser: string;
    readonly userId: string;
    readonly collection: string;
    readonly recordId: string;
    /** Larger is newer: unix milliseconds. */
    readonly ordering: number;
    /** SHA-256 of `body`, in hex. */
    readonly contentHash: string;
    /** UTC. Times inside the record are judged against it, in replays too. */
    readonly fetchedAt: string;
    /** JSON text. */
    readonly body: string;
  };
}

export interface FetchedRecordState {
  /** Null before the first, and after a retraction: what was retracted and is there again counts as new. */
  readonly contentHash: string | null;
  readonly ordering: number | null;
}
export const initialFetchedRecord: FetchedRecordState = { contentHash: null, ordering: null };

export const evolveFetchedRecord = (
  state: FetchedRecordState,
  event: ProviderDocumentFetched | DocumentEvent,
): FetchedRecordState => {
  if (event.type === 'ProviderDocumentFetched')
    return { contentHash: event.data.contentHash, ordering: event.data.ordering };
  return event.type === 'ReadingsRetracted' ? { ...state, contentHash: null } : state;
};

/** The same content again says nothing new; neither does a version older than the last. */
export const keepFetchedRecord = (
  fetched: ProviderDocumentFetched['data'],
  state: FetchedRecordState,
): ProviderDocumentFetched[] =>
  fetched.contentHash === state.contentHash || (state.ordering !== null && fetched.ordering < state.ordering)
    ? []
    : [{ type: 'ProviderDocumentFetched', data: fetched }];
