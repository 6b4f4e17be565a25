import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { createEventStore, type EventStore } from '../../../eventstore/event-store.ts';
import { createMemoryLog } from '../../../eventstore/memory/memory-log.ts';
import { createPostgresVault } from '../../../eventstore/postgres/postgres-vault.ts';
import { createSubjectKeys, type SubjectKeys } from '../../../eventstore/subject-keys.ts';
import type { Provider } from '../../../providers/provider.ts';
import { createConnecting } from '../../connect-account.ts';
import { createProviderAccess } from '../api-calls.ts';
import type { ProviderGuard } from '../connected-provider.ts';
import type { ProviderContext } from '../provider-context.ts';
import type { FakeProvider } from './fake-provider.ts';

export const REDIRECT_URI = 'http://127.0.0.1:8000/connect/pulse/callback';
const masterKey = randomBytes(32);
const unguarded: ProviderGuard = { run: (work) => work() };

/** The part of one process that talks to the made-up provider. */
export const createProcess = (
  pool: pg.Pool,
  fake: Pick<FakeProvider, 'url'>,
  definition: Provider,
  given: Partial<ProviderContext> = {},
) => {
  const keys: SubjectKeys = createSubjectKeys(createPostgresVault(pool), masterKey);
  const store: EventStore = given.store ?? createEventStore(createMemoryLog(), keys);
  const context: ProviderContext = {
    pool,
    store,
    keys,
    providers: [definition],
    settings: { pulse: { client: { id: 'client id', secret: 'client secret' }, apiUrl: `${fake.url}/v2` } },
    guardOf: () => unguarded,
    userAgent: 'auren/test',
    now: Date.now,
    ...given,
  };
  const access = createProviderAccess(context);
  return { ...context, access, connecting: createConnecting(context, access) };
};
export type TestProcess = ReturnType<typeof createProcess>;

/** A person who agreed, all the way. */
export const connect = async (
  { connecting }: TestProcess,
  fake: FakeProvider,
  userId: string,
  account: string,
): Promise<void> => {
  const { authorizeUrl } = await connecting.begin('pulse', userId, REDIRECT_URI);
  const code = fake.agree(authorizeUrl, account);
  const state = new URL(authorizeUrl).searchParams.get('state')!;
  await connecting.finish(
    'pulse',
    { code, state },
    REDIRECT_URI,
    `request-${randomBytes(4).toString('hex')}`,
  );
};
