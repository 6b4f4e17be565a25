import { createHash } from 'node:crypto';
import { type DocumentEvent, documentStream } from '../domain/document.ts';
import {
  evolveFetchedRecord,
  type FetchedRecordState,
  initialFetchedRecord,
  keepFetchedRecord,
  type ProviderDocumentFetched,
} from '../domain/fetched-record.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import type { FetchedRecord } from '../providers/api.ts';
import { execute, foldWith } from './execute.ts';

export interface FetchedFrom {
  readonly provider: string;
  readonly externalUser: string;
  readonly userId: string;
  /** UTC instant. */
  readonly fetchedAt: string;
  readonly correlationId: string;
  /** The event that asked for it, where there is one. */
  readonly causationId?: string;
}

/** Durable when it resolves. True unless the log knew the same content, or newer, already. */
export const recordFetched = async (
  store: EventStore,
  from: FetchedFrom,
  { collection, recordId, ordering, body }: FetchedRecord,
): Promise<boolean> => {
  const { provider, externalUser, userId, fetchedAt } = from;
  const text = JSON.stringify(body);
  const contentHash = createHash('sha256').update(text).digest('hex');
  const fetched = { provider, externalUser, userId, collection, recordId, ordering, contentHash, fetchedAt };
  const result = await execute<FetchedRecordState, ProviderDocumentFetched | DocumentEvent>({
    store,
    stream: documentStream(provider, `${userId}:${collection}:${recordId}`),
    fold: foldWith(evolveFetchedRecord, initialFetchedRecord),
    decide: (state) => keepFetchedRecord({ ...fetched, body: text }, state),
    command: {
      id: `fetched:${provider}:${userId}:${collection}:${recordId}:${contentHash}:${ordering}`,
      correlationId: from.correlationId,
      ...(from.causationId === undefined ? {} : { causationId: from.causationId }),
      actor: 'process:enrich',
      subject: userId,
    },
  });
  return result?.status === 'appended';
};
