import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiAnswer, type ApiRequest, notFound, problem, type SeenRequest } from './exchange.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { type Client, createOAuth } from './oauth.ts';
import { type ApiRecord, createPeople, type People } from './people.ts';
import type { ApiStyle, Change } from './style.ts';
import { createSubscriptions, type Subscription } from './subscriptions.ts';
import { createTokens, type Tokens } from './tokens.ts';

export interface ProviderApiOptions {
  readonly style: ApiStyle;
  readonly client: Client;
  /** 0: any that is free. */
  readonly port?: number;
  /** Who agrees when somebody is asked. */
  readonly signedIn: string;
}

/** The API of a provider, as it behaves; everything is in memory, and under control. */
export interface ProviderApiServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly style: ApiStyle;
  readonly requests: readonly SeenRequest[];
  readonly people: People;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** May be changed at any time. */
  readonly settings: { signedIn: string; pageSize: number; tokenLifetimeS: number };
  /** Answers what there is to notify. */
  put(externalUser: string, collection: string, record: ApiRecord): readonly Change[];
  remove(externalUser: string, collection: string, recordId: string): readonly Change[];
  stop(): Promise<void>;
}

const DAY_S = 86_400;
const LONGEST_PAGE = 50;
const RETRY_AFTER_S = 1;

const readText = async (message: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const send = (response: ServerResponse, { status, headers, body }: ApiAnswer): void => {
  response.writeHead(status, {
    ...headers,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
};

const sendSpoilt = (response: ServerResponse, { kind }: Fault, { body }: ApiAnswer): void => {
  const text = JSON.stringify(body ?? {});
  if (kind === 'cut') response.destroy();
  else if (kind === 'malformed') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`<html>${text}`);
  } else {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  }
};

export const startProviderApi = async (options: ProviderApiOptions): Promise<ProviderApiServer> => {
  const { style, client } = options;
  const settings = { signedIn: options.signedIn, pageSize: LONGEST_PAGE, tokenLifetimeS: DAY_S };
  const requests: SeenRequest[] = [];
  const people = createPeople();
  const tokens = createTokens(() => settings.tokenLifetimeS);
  const faults = createFaults();
  const oauth = createOAuth(style.oauth, client, tokens, () => settings.signedIn);
  const subscriptions = createSubscriptions(client);

  /** Null: there is to be no plain answer, the fault says what there is. */
  const faulty = (fault: Fault): ApiAnswer | null => {
    switch (fault.kind) {
      case 'unauthorized':
        return problem(401, 'Unauthorized');
      case 'forbidden':
        return problem(403, 'Forbidden');
      case 'not_found':
        return notFound;
      case 'rate_limited':
        return {
          ...problem(429, 'Too many requests'),
          headers: style.rateLimitHeaders(fault.retryAfterS ?? RETRY_AFTER_S),
        };
      case 'server_error':
        return problem(500, 'Internal server error');
      default:
        return null;
    }
  };

  const authorised = (request: ApiRequest, externalUser: string): ApiAnswer => {
    if (request.method === 'DELETE' && request.path === style.revokePath) {
      tokens.revoke(externalUser);
      return { status: 204 };
    }
    return style.answer(request, people.person(externalUser), settings.pageSize) ?? notFound;
  };

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://localhost');
    const [, bearer = ''] = /^Bearer (.+)$/i.exec(message.headers.authorization ?? '') ?? [];
    const seen: SeenRequest = {
      method: message.method ?? 'GET',
      path: pathname.replace(/^\/developer(?=\/)/, ''),
      query: searchParams,
      headers: message.headers,
      body: await readText(message),
      atMs: Date.now(),
      externalUser: tokens.holderOf(bearer),
      status: undefined,
    };
    requests.push(seen);
    const answerWith = (answer: ApiAnswer): void => {
      seen.status = answer.status;
      send(response, answer);
    };
    const fault = faults.strike(seen);
    const plain = fault === undefined ? undefined : faulty(fault);
    if (fault?.kind === 'hang') return;
    if (plain) return answerWith(plain);
    const answer =
      oauth.answer(seen) ??
      (style.name === 'oura' ? await subscriptions.answer(seen) : undefined) ??
      (seen.externalUser === undefined ? problem(401, 'Unauthorized') : authorised(seen, seen.externalUser));
    if (fault === undefined) return answerWith(answer);
    seen.status = fault.kind === 'cut' ? 0 : 200;
    sendSpoilt(response, fault, answer);
  };

  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, problem(500, String(error)));
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');

  const change = (externalUser: string, made: Change): readonly Change[] => {
    const changes = style
      .withDependents(made)
      .filter(
        (each) =>
          each.type !== 'delete' ||
          people.person(externalUser).collection(each.collection).has(each.recordId),
      );
    for (const { type, collection, recordId } of changes)
      if (type === 'delete') people.person(externalUser).collection(collection).delete(recordId);
    return changes;
  };

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    style,
    requests,
    people,
    tokens,
    faults,
    subscriptions: subscriptions.all,
    settings,
    put(externalUser, collection, record) {
      const recordId = style.idOf(collection, record);
      const records = people.person(externalUser).collection(collection);
      const type = records.has(recordId) ? 'update' : 'create';
      records.set(recordId, style.stamp(record, Date.now()));
      return change(externalUser, { type, collection, recordId });
    },
    remove: (externalUser, collection, recordId) =>
      change(externalUser, { type: 'delete', collection, recordId }),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
