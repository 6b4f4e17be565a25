import { randomUUID } from 'node:crypto';
import { type ApiAnswer, type ApiRequest, json, notFound, problem } from './exchange.ts';
import type { Client } from './oauth.ts';

export interface Subscription {
  readonly id: string;
  readonly callback_url: string;
  readonly event_type: string;
  readonly data_type: string;
  expiration_time: string;
}

export interface Subscriptions {
  readonly all: Map<string, Subscription>;
  /** Undefined when the request is not about subscriptions. */
  answer(request: ApiRequest): Promise<ApiAnswer | undefined>;
}

const ROOT = '/v2/webhook/subscription';
const LIFETIME_MS = 90 * 86_400_000;
const expiry = (): string => new Date(Date.now() + LIFETIME_MS).toISOString();

/** Oura asks the address before it believes it: it must send the challenge back. */
const answersChallenge = async (callbackUrl: string, verificationToken: string): Promise<boolean> => {
  const url = new URL(callbackUrl);
  const challenge = randomUUID();
  url.searchParams.set('verification_token', verificationToken);
  url.searchParams.set('challenge', challenge);
  const response = await fetch(url).catch(() => undefined);
  if (response?.status !== 200) return false;
  const answer = (await response.json().catch(() => ({}))) as { challenge?: unknown };
  return answer.challenge === challenge;
};

/** Oura's webhook subscriptions: of the whole app, one for each kind of change and kind of record. */
export const createSubscriptions = (client: Client): Subscriptions => {
  const all = new Map<string, Subscription>();

  const save = async (request: ApiRequest, id: string): Promise<ApiAnswer> => {
    let wanted: Record<string, unknown>;
    try {
      wanted = JSON.parse(request.body) as Record<string, unknown>;
    } catch {
      return problem(422, 'body');
    }
    const before = all.get(id);
    const {
      callback_url = before?.callback_url,
      event_type = before?.event_type,
      data_type = before?.data_type,
      verification_token,
    } = wanted;
    if ([callback_url, event_type, data_type, verification_token].some((value) => typeof value !== 'string'))
      return problem(422, 'a field is missing');
    if (data_type === 'heartrate') return problem(422, 'data_type');
    const known = [...all.values()].find(
      (each) => each.event_type === event_type && each.data_type === data_type,
    );
    if (known !== undefined && known.id !== id) return problem(422, 'there is one already');
    if (!(await answersChallenge(callback_url as string, verification_token as string)))
      return problem(422, 'the callback did not answer the challenge');
    const saved = {
      id,
      callback_url: callback_url as string,
      event_type: event_type as string,
      data_type: data_type as string,
      expiration_time: before?.expiration_time ?? expiry(),
    };
    all.set(id, saved);
    return json(saved, before === undefined ? 201 : 200);
  };

  return {
    all,
    async answer(request) {
      const { method, path, headers } = request;
      if (path !== ROOT && !path.startsWith(`${ROOT}/`)) return undefined;
      if (headers['x-client-id'] !== client.id || headers['x-client-secret'] !== client.secret)
        return problem(401, 'Unauthorized');
      const [first = '', second] = path.slice(ROOT.length + 1).split('/');
      if (method === 'POST' && first === '') return save(request, randomUUID());
      if (method === 'GET' && first === '') return json([...all.values()]);
      const known = all.get(first === 'renew' ? (second ?? '') : first);
      if (known === undefined) return notFound;
      if (method === 'PUT' && first === 'renew') {
        known.expiration_time = expiry();
        return json(known);
      }
      if (method === 'PUT') return save(request, known.id);
      if (method === 'GET') return json(known);
      if (method !== 'DELETE') return notFound;
      all.delete(known.id);
      return { status: 204 };
    },
  };
};
