import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Provider } from '../../../providers/provider.ts';

/** A small provider with rotating refresh tokens: one that is used twice ends the whole connection. */
export interface FakeProvider {
  readonly url: string;
  /** What it was asked, oldest first; forms parsed. */
  readonly tokenRequests: Readonly<Record<string, string>>[];
  readonly apiRequests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** As if the person had agreed in a browser: the code of an authorise URL. */
  agree(authorizeUrl: string, account: string): string;
  /** Access tokens are worth nothing from now on; refresh tokens are. */
  endAccessTokens(): void;
  /** Neither are. */
  withdraw(): void;
  /** Answers the next requests in its own way; false: as usual. */
  answerWith(answer: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined): void;
  /** Token requests wait until this resolves. */
  holdTokens(until: Promise<void>): void;
  close(): Promise<void>;
}

const opaque = (): string => randomBytes(16).toString('hex');
const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

export const startFakeProvider = async ({ expiresInS = 3_600 } = {}): Promise<FakeProvider> => {
  const codes = new Map<string, { account: string; challenge: string | null; redirectUri: string }>();
  const refreshTokens = new Map<string, { family: string; account: string; used: boolean }>();
  const accessTokens = new Map<string, { family: string; account: string }>();
  const ended = new Set<string>();
  const tokenRequests: Record<string, string>[] = [];
  const apiRequests: FakeProvider['apiRequests'] = [];
  let special: Parameters<FakeProvider['answerWith']>[0];
  let held: Promise<void> = Promise.resolve();

  const give = (response: ServerResponse, account: string, family: string): void => {
    const access = `access-${opaque()}`;
    const refresh = `refresh-${opaque()}`;
    accessTokens.set(access, { family, account });
    refreshTokens.set(refresh, { family, account, used: false });
    json(response, 200, {
      access_token: access,
      refresh_token: refresh,
      expires_in: expiresInS,
      token_type: 'Bearer',
    });
  };
  const byCode = (form: Record<string, string>, response: ServerResponse): void => {
    const found = codes.get(form['code'] ?? '');
    codes.delete(form['code'] ?? '');
    const challenge =
      form['code_verifier'] === undefined
        ? null
        : createHash('sha256').update(form['code_verifier']).digest('base64url');
    if (found === undefined || found.challenge !== challenge || found.redirectUri !== form['redirect_uri'])
      json(response, 400, { error: 'invalid_grant' });
    else give(response, found.account, opaque());
  };
  const byRefreshToken = (form: Record<string, string>, response: ServerResponse): void => {
    const found = refreshTokens.get(form['refresh_token'] ?? '');
    if (found?.used) ended.add(found.family);
    if (found === undefined || ended.has(found.family)) json(response, 400, { error: 'invalid_grant' });
    else {
      found.used = true;
      give(response, found.account, found.family);
    }
  };
  const api = (request: IncomingMessage, response: ServerResponse): void => {
    const found = accessTokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
    if (found === undefined || ended.has(found.family)) json(response, 401, {});
    else if (request.method === 'DELETE') {
      ended.add(found.family);
      response.writeHead(204).end();
    } else json(response, 200, { account: found.account });
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = new URL(request.url!, 'http://fake').pathname;
    const isToken = path === '/oauth/token';
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    if (isToken) tokenRequests.push(form);
    else apiRequests.push({ path: request.url!, headers: request.headers });
    if (special?.(request, response)) return;
    if (isToken) await held;
    if (!isToken) api(request, response);
    else if (form['client_secret'] !== 'client secret') json(response, 401, { error: 'invalid_client' });
    else if (form['grant_type'] === 'authorization_code') byCode(form, response);
    else byRefreshToken(form, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenRequests,
    apiRequests,
    agree: (authorizeUrl, account) => {
      const asked = new URL(authorizeUrl).searchParams;
      const code = opaque();
      codes.set(code, {
        account,
        challenge: asked.get('code_challenge'),
        redirectUri: asked.get('redirect_uri')!,
      });
      return code;
    },
    endAccessTokens: () => accessTokens.clear(),
    withdraw: () => {
      for (const { family } of refreshTokens.values()) ended.add(family);
    },
    answerWith: (answer) => {
      special = answer;
    },
    holdTokens: (until) => {
      held = until;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

/** The made-up provider, as AUREN knows it. */
export const fakeDefinition = ({
  pkce = true,
  budget = [{ requests: 1_000, perS: 60 }],
}: {
  pkce?: boolean;
  budget?: readonly { requests: number; perS: number }[];
} = {}): Provider => ({
  name: 'pulse',
  title: 'Pulse & Co',
  settings: ['CLIENT_ID', 'CLIENT_SECRET', 'API_URL'],
  signedWith: 'CLIENT_SECRET',
  maxBytes: 1_024,
  describe: () => {
    throw new Error('not asked here');
  },
  normalise: () => ({ documents: [], connections: [] }),
  api: {
    url: 'https://api.pulse.example/v2',
    oauth: {
      authorizeUrl: 'https://pulse.example/agree',
      authorizePath: '/oauth/authorize',
      tokenPath: '/oauth/token',
      scopes: ['sleep', 'offline'],
      refreshScope: 'offline',
      pkce,
      clientAuthentication: 'post',
    },
    budget,
    notFoundPatienceS: 60,
    sweepOverlapS: 60,
    fetchAccount: async (call) => ((await call({ path: '/me' })) as { account: string }).account,
    fetchRecord: async () => [],
    fetchWindow: async function* () {},
    revoke: async (call) => void (await call({ method: 'DELETE', path: '/access' })),
    mapRecord: () => [],
  },
});
