import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createOAuthClient, InvalidGrant, type Tokens } from './oauth-client.ts';
import { fakeDefinition } from './testing/fake-provider.ts';

const NOW = 1_700_000_000_000;
const before: Tokens = { accessToken: 'a1', refreshToken: 'r1', expiresAt: NOW, scopes: ['sleep'] };
let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** An authorisation server that answers everything alike. */
const clientOf = async (
  { status = 200, body, headers = {} }: { status?: number; body: unknown; headers?: Record<string, string> },
  authentication: 'post' | 'basic' = 'post',
) => {
  const seen: { form: Record<string, string>; authorization: string | undefined }[] = [];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { authorization } = request.headers;
    seen.push({ form: Object.fromEntries(new URLSearchParams(text)), authorization });
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const oauth = { ...fakeDefinition().api!.oauth, clientAuthentication: authentication };
  const endpoints = { apiUrl: origin, authorizeUrl: `${origin}/agree`, tokenUrl: `${origin}/token` };
  return {
    client: createOAuthClient('Pulse', oauth, endpoints, { id: 'me', secret: 's3' }, () => NOW),
    seen,
  };
};
const minimal = { access_token: 'a2' };

describe('tokens as real servers give them', () => {
  it.each<[string, { status?: number; body: unknown; headers?: Record<string, string> }, Partial<Tokens>]>([
    [
      'as the standard has it',
      {
        body: {
          ...minimal,
          token_type: 'bearer',
          expires_in: 3600,
          refresh_token: 'r2',
          scope: 'sleep offline',
        },
      },
      { refreshToken: 'r2', expiresAt: NOW + 3_600_000, scopes: ['sleep', 'offline'] },
    ],
    ['another case of the type', { body: { ...minimal, token_type: 'BeArEr' } }, {}],
    [
      'no type, no scope, no end, no refresh token',
      { body: minimal },
      { refreshToken: 'r1', expiresAt: null, scopes: ['sleep'] },
    ],
    ['seconds as text', { body: { ...minimal, expires_in: '86400' } }, { expiresAt: NOW + 86_400_000 }],
    ['an end that is none', { body: { ...minimal, expires_in: 0 } }, { expiresAt: null }],
    [
      'scopes as a list, or with commas',
      { body: { ...minimal, scope: ['sleep,heart', 'offline'] } },
      { scopes: ['sleep', 'heart', 'offline'] },
    ],
    ['an identity token nobody asked for', { body: { ...minimal, id_token: 'x.y.z' } }, {}],
    ['201', { status: 201, body: minimal }, {}],
    ['JSON called text', { body: minimal, headers: { 'content-type': 'text/plain' } }, {}],
  ])('%s', async (_, answer, expected) => {
    const { client, seen } = await clientOf(answer);
    expect(await client.refresh(before)).toMatchObject({ accessToken: 'a2', ...expected });
    expect(seen).toEqual([
      {
        form: {
          grant_type: 'refresh_token',
          refresh_token: 'r1',
          scope: 'offline',
          client_id: 'me',
          client_secret: 's3',
        },
        authorization: undefined,
      },
    ]);
  });

  it('proves the client by header where the provider wants it', async () => {
    const { client, seen } = await clientOf({ body: minimal }, 'basic');
    await client.refresh(before);
    expect(seen[0]!.authorization).toBe(`Basic ${btoa('me:s3')}`);
    expect(seen[0]!.form['client_secret']).toBeUndefined();
  });
});

describe('what a token endpoint refuses', () => {
  it.each([
    ['invalid_grant', { status: 400, body: { error: 'invalid_grant' } }],
    [
      'invalid_grant with 401 and a challenge',
      { status: 401, body: { error: 'invalid_grant' }, headers: { 'www-authenticate': 'Bearer' } },
    ],
    ["Hydra's token_inactive", { status: 401, body: { error: 'token_inactive' } }],
  ])('%s ends the grant', async (_, answer) => {
    const { client } = await clientOf(answer);
    await expect(client.refresh(before)).rejects.toBeInstanceOf(InvalidGrant);
  });

  it.each([
    ['our client', { status: 401, body: { error: 'invalid_client' } }, 'unavailable'],
    ['the moment', { status: 503, body: { error: 'x' } }, 'unavailable'],
    ['the moment, by a page', { status: 400, body: '<html>' }, 'unavailable'],
    ['so many at once', { status: 429, body: { error: 'slow_down' } }, 'rate_limited'],
    ['the scope', { status: 400, body: { error: 'invalid_scope' } }, 'unauthorized'],
    ['nothing, without a token', { body: { token_type: 'bearer' } }, 'unavailable'],
    [
      'by sending us elsewhere',
      { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } },
      'unavailable',
    ],
  ])('%s is no end of it', async (_, answer, problem) => {
    const { client } = await clientOf(answer);
    const error = await client.refresh(before).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ProviderApiError', problem });
    // Causes of the library hold whole answers.
    expect((error as Error).cause).toBeUndefined();
  });
});
