import { isObject, own } from '../json.ts';
import { collections } from './documents.ts';

/** A webhook of the whole app, for all its people: one for each pair of event type and data type. */
export interface Subscription {
  readonly id: string;
  readonly callbackUrl: string;
  readonly eventType: string;
  readonly dataType: string;
  /** Unix milliseconds; null where Oura gives no readable time. */
  readonly expiresAt: number | null;
}

export interface Pair {
  readonly eventType: string;
  readonly dataType: string;
}

export const eventTypes = ['create', 'update', 'delete'] as const;

/** Everything that can be fetched; `meal` cannot. */
export const desiredPairs: readonly Pair[] = collections.flatMap(({ dataType }) =>
  eventTypes.map((eventType) => ({ eventType, dataType })),
);

const dayMs = 86_400_000;
/**
 * Renewed when less is left: a third of the 90 days that another client reports. Oura gives no number, and a list tells
 * when a subscription ends but not when it began.
 */
export const renewBeforeMs = 30 * dayMs;

export type State =
  /** Ours, and good for a while. */
  | 'active'
  /** Ours, and ends soon or has ended. */
  | 'due'
  | 'missing'
  /** Of this app, but another address is called. */
  | 'elsewhere'
  /** Ours, but there is a better one for the same pair. */
  | 'repeated'
  /** Ours, for something that cannot be fetched. */
  | 'unused';

export interface Standing extends Pair {
  readonly state: State;
  /** Null when it is missing. */
  readonly subscription: Subscription | null;
}

export type Change =
  | { readonly type: 'create'; readonly pair: Pair }
  | { readonly type: 'renew'; readonly subscription: Subscription }
  | { readonly type: 'remove'; readonly subscription: Subscription };

/** Reads Oura's list; null when it is none. An entry without an id cannot be changed, and is left out. */
export function readSubscriptions(answer: unknown): Subscription[] | null {
  return Array.isArray(answer) ? answer.map(readSubscription).filter((entry) => entry !== null) : null;
}

export function readSubscription(answer: unknown): Subscription | null {
  const id = own(answer, 'id');
  if (!isObject(answer) || typeof id !== 'string' || !/^[\w-]{1,128}$/.test(id)) return null;
  const text = (name: string): string => String(own(answer, name) ?? '');
  const expiresAt = Date.parse(text('expiration_time'));
  return {
    id,
    callbackUrl: text('callback_url'),
    eventType: text('event_type'),
    dataType: text('data_type'),
    expiresAt: Number.isNaN(expiresAt) ? null : expiresAt,
  };
}

const same = (a: Pair, b: Pair): boolean => a.eventType === b.eventType && a.dataType === b.dataType;
const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

function isDue({ expiresAt }: Subscription, nowMs: number): boolean {
  return expiresAt === null || expiresAt - nowMs < renewBeforeMs;
}

/** How things are: every pair that is wanted, in order, then what is there besides. */
export function standings(present: readonly Subscription[], callbackUrl: string, nowMs: number): Standing[] {
  const isOurs = (entry: Subscription): boolean =>
    withoutSlash(entry.callbackUrl) === withoutSlash(callbackUrl);
  const kept = new Set<Subscription>();
  const wanted = desiredPairs.map((pair): Standing => {
    const [best] = present
      .filter((entry) => isOurs(entry) && same(entry, pair))
      .toSorted((a, b) => (b.expiresAt ?? 0) - (a.expiresAt ?? 0));
    if (best === undefined) return { ...pair, state: 'missing', subscription: null };
    kept.add(best);
    return { ...pair, state: isDue(best, nowMs) ? 'due' : 'active', subscription: best };
  });
  const others = present
    .filter((entry) => !kept.has(entry))
    .map((subscription): Standing => {
      const { eventType, dataType } = subscription;
      const isWanted = desiredPairs.some((pair) => same(pair, subscription));
      const state = !isOurs(subscription) ? 'elsewhere' : isWanted ? 'repeated' : 'unused';
      return { eventType, dataType, state, subscription };
    });
  return [...wanted, ...others];
}

const withState = (list: readonly Standing[], states: readonly State[]): Subscription[] =>
  list.flatMap(({ state, subscription }) =>
    subscription !== null && states.includes(state) ? [subscription] : [],
  );

/**
 * What brings about that every pair has one subscription of ours that lasts. Whatever else is there goes only when that is
 * asked for, and goes first: Oura may allow a pair only once.
 */
export function planRepair(
  list: readonly Standing[],
  { removeOthers }: { removeOthers: boolean },
): readonly Change[] {
  const others = removeOthers ? withState(list, ['elsewhere', 'repeated', 'unused']) : [];
  return [
    ...others.map((subscription): Change => ({ type: 'remove', subscription })),
    ...list
      .filter(({ state }) => state === 'missing')
      .map(({ eventType, dataType }): Change => ({ type: 'create', pair: { eventType, dataType } })),
    ...withState(list, ['due']).map((subscription): Change => ({ type: 'renew', subscription })),
  ];
}

/** Every subscription of ours that is in use, whatever is left of it. */
export const planRenewal = (list: readonly Standing[]): readonly Change[] =>
  withState(list, ['active', 'due']).map((subscription) => ({ type: 'renew', subscription }));

/** Every subscription of ours; with `others`, of the whole app. */
export const planDeletion = (list: readonly Standing[], { others }: { others: boolean }): readonly Change[] =>
  withState(list, ['active', 'due', 'repeated', 'unused', ...(others ? (['elsewhere'] as const) : [])]).map(
    (subscription) => ({ type: 'remove', subscription }),
  );
