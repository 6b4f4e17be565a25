import { type FetchContext, type FetchedRecord, type ProviderApi, ProviderApiError } from '../api.ts';
import { externalId } from '../identity.ts';
import { objectsOf, own } from '../json.ts';
import { mapRecord } from './mapping.ts';

const paths: Readonly<Record<string, string>> = { exercise: '/v3/exercises', sleep: '/v3/users/sleep' };
/** Polar's records have no version: the one fetched last is the newest. */
function fetched(collection: string, body: unknown, now: number): FetchedRecord[] {
  const recordId = externalId(own(body, collection === 'sleep' ? 'date' : 'id'));
  return recordId === null ? [] : [{ collection, recordId, body, ordering: now }];
}

/** Polar lists what it has of the last 28 days (sleep) or 30 (exercises), and takes no dates. */
async function* fetchWindow({ call, now }: FetchContext, { to }: { readonly to: string }) {
  if (Date.parse(to) < now() - 30 * 86_400_000) return;
  for (const [collection, path] of Object.entries(paths)) {
    const list = await call({ path });
    yield objectsOf(own(list, 'nights') ?? list).flatMap((body) => fetched(collection, body, now()));
  }
}

export const api: ProviderApi = {
  url: 'https://www.polaraccesslink.com',
  oauth: {
    authorizeUrl: 'https://flow.polar.com/oauth2/authorization',
    authorizePath: '/oauth2/authorization',
    tokenUrl: 'https://polarremote.com/v2/oauth2/token',
    tokenPath: '/v2/oauth2/token',
    scopes: ['accesslink.read_all'],
    pkce: false,
    clientAuthentication: 'basic',
  },
  budget: [{ requests: 500, perS: 900 }],
  notFoundPatienceS: 3_600,
  sweepOverlapS: 3 * 86_400,
  fetchAccount: async (call, answer) => {
    const account = externalId(own(answer, 'x_user_id'));
    if (account === null) throw new ProviderApiError('unreadable', 'the token names no x_user_id');
    // Only of the registered can data be read; 409 says that this was done before.
    const registered = call({ method: 'POST', path: '/v3/users', body: { 'member-id': account } });
    await registered.catch((error) => (error?.status === 409 ? null : Promise.reject(error)));
    return account;
  },
  fetchRecord: async ({ call, now }, { collection, recordId }) =>
    fetched(collection, await call({ path: `${paths[collection]}/${recordId}` }), now()),
  fetchWindow,
  revoke: async (call, account) => void (await call({ method: 'DELETE', path: `/v3/users/${account}` })),
  mapRecord,
};
