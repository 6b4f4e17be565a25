import { CodedError } from '../../domain/errors.ts';
import type { Change, Pair } from '../../providers/oura/subscriptions.ts';
import type { Config } from '../config.ts';
import type { OuraApp, SubscriptionApi } from './subscription-api.ts';

const OFFICIAL = 'https://api.ouraring.com';

/** Null with the names of what is not set, unless all that is needed is. */
export const ouraApp = (config: Config): { app: OuraApp | null; unset: readonly string[] } => {
  const { client, verificationToken, apiUrl } = config.providers['oura']!;
  const unset = [
    ...(client === undefined ? ['OURA_CLIENT_ID', 'OURA_CLIENT_SECRET'] : []),
    ...(verificationToken === undefined ? ['OURA_VERIFICATION_TOKEN'] : []),
    ...(config.publicUrl === undefined ? ['AUREN_PUBLIC_URL'] : []),
  ];
  if (client === undefined || config.publicUrl === undefined) return { app: null, unset };
  const app = {
    url: apiUrl ?? OFFICIAL,
    clientId: client.id,
    clientSecret: client.secret,
    verificationToken,
    callbackUrl: `${config.publicUrl}/webhooks/oura`,
  };
  return { app, unset };
};

export interface Failure {
  /** e.g. `create sleep.delete`. */
  readonly what: string;
  readonly reason: string;
}

export interface Outcome {
  readonly done: readonly Change[];
  readonly failed: readonly Failure[];
}

const pairOf = (change: Change): Pair => (change.type === 'create' ? change.pair : change.subscription);

const carryOut = async (api: SubscriptionApi, change: Change): Promise<void> => {
  if (change.type === 'create') await api.create(change.pair);
  else if (change.type === 'remove') await api.remove(change.subscription.id);
  // It ended in the meantime: a new one takes its place.
  else if ((await api.renew(change.subscription.id)) === null) await api.create(change.subscription);
};

/** After as many failures in a row nothing else is tried: each takes its time, and the reason is the same. */
const HOPELESS = 3;

/** One after the other. What fails is told and does not keep the rest from being done, unless nothing works. */
export const carryOutAll = async (
  api: SubscriptionApi,
  changes: readonly Change[],
  onProgress: (done: number, total: number) => void,
): Promise<Outcome> => {
  const done: Change[] = [];
  const failed: Failure[] = [];
  let inARow = 0;
  for (const [index, change] of changes.entries()) {
    onProgress(index, changes.length);
    const { dataType, eventType } = pairOf(change);
    const what = `${change.type} ${dataType}.${eventType}`;
    if (inARow >= HOPELESS) {
      failed.push({ what, reason: 'not tried' });
      continue;
    }
    try {
      await carryOut(api, change);
      done.push(change);
      inARow = 0;
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      failed.push({ what, reason: `${error.code}: ${error.message}` });
      inARow++;
    }
  }
  onProgress(changes.length, changes.length);
  return { done, failed };
};
