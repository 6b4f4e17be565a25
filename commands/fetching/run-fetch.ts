import { CodedError } from '../../domain/errors.ts';
import type { FetchProblem } from '../../domain/fetch-retry.ts';
import type { EventStore } from '../../eventstore/event-store.ts';
import { isEngineFailure } from '../../eventstore/postgres/failures.ts';
import {
  type ApiCalls,
  type FetchContext,
  type FetchedRecord,
  ProviderApiError,
} from '../../providers/api.ts';
import type { Provider } from '../../providers/provider.ts';
import { createLanes } from '../lanes.ts';
import { recordFetched } from '../record-fetched.ts';
import type { Fetch } from './fetch.ts';

export interface RunFetchContext {
  readonly store: EventStore;
  readonly providerNamed: (name: string) => Provider | undefined;
  readonly apiCalls: ApiCalls;
  /** The AUREN user this provider's id of a person belongs to. */
  readonly findConnectedUser: (provider: string, externalUser: string) => Promise<string | null>;
  /** Unix milliseconds. */
  readonly now: () => number;
}

export type FetchOutcome =
  | { readonly ok: true; readonly fresh: number; readonly known: number }
  | {
      readonly ok: false;
      readonly problem: FetchProblem;
      /** The HTTP status or the kind of error: nothing that a provider or a record says. */
      readonly detail?: string | undefined;
      readonly retryAfterS?: number | undefined;
    };

/** Appends in flight at once; the log commits them together. */
const WIDTH = 16;

/** Codes of our own engines that pass by themselves. */
const PASSING: readonly string[] = ['engine_unavailable', 'saturated', 'contended'];

class Interrupted extends Error {}

/** Asks the provider and puts what it gives into the log. Never throws. */
export const runFetch = async (
  context: RunFetchContext,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<FetchOutcome> => {
  try {
    return { ok: true, ...(await fetchAndRecord(context, fetch, signal)) };
  } catch (error) {
    return failureOf(error);
  }
};

const fetchAndRecord = async (
  { store, providerNamed, apiCalls, findConnectedUser, now }: RunFetchContext,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<{ fresh: number; known: number }> => {
  const { externalUser, correlationId, causationId } = fetch;
  const provider = providerNamed(fetch.provider);
  if (provider?.api === undefined) throw new ProviderApiError('refused', 'nothing is fetched from it');
  const { api } = provider;
  const userId = await findConnectedUser(provider.name, externalUser);
  if (userId === null) throw new ProviderApiError('not_connected', 'nobody is connected under this id');
  const call = apiCalls(provider, externalUser);
  const from: FetchContext = { call, externalUser, now };
  let fresh = 0;
  let known = 0;

  const take = async (records: readonly FetchedRecord[]): Promise<void> => {
    const lanes = createLanes(WIDTH);
    const fetchedAt = new Date(now()).toISOString();
    for (const record of records)
      lanes.run(`${record.collection}:${record.recordId}`, async () => {
        const whose = { provider: provider.name, externalUser, userId, fetchedAt, correlationId };
        const isNew = await recordFetched(
          store,
          causationId === undefined ? whose : { ...whose, causationId },
          record,
        );
        if (isNew) fresh++;
        else known++;
      });
    await lanes.settled();
  };

  if (fetch.kind === 'record') await take(await api.fetchRecord(from, fetch));
  else
    for await (const page of api.fetchWindow(from, fetch)) {
      await take(page);
      if (signal.aborted) throw new Interrupted();
    }
  return { fresh, known };
};

const failureOf = (error: unknown): FetchOutcome => {
  if (error instanceof ProviderApiError)
    return {
      ok: false,
      problem: error.problem,
      detail: error.status?.toString(),
      retryAfterS: error.retryAfterS,
    };
  if (error instanceof Interrupted) return { ok: false, problem: 'interrupted' };
  if (isEngineFailure(error) || (error instanceof CodedError && PASSING.includes(error.code)))
    return { ok: false, problem: 'engine_away' };
  return { ok: false, problem: 'failed', detail: kindOf(error) };
};

const kindOf = (error: unknown): string => {
  if (error instanceof CodedError) return error.code;
  return error instanceof Error ? error.name : typeof error;
};
