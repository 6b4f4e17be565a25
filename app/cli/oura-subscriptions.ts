import { CodedError } from '../../domain/errors.ts';
import {
  type Change,
  planDeletion,
  planRenewal,
  planRepair,
  type Standing,
  standings,
} from '../../providers/oura/subscriptions.ts';
import type { Config } from '../config.ts';
import { createSubscriptionApi, type OuraApp } from '../oura/subscription-api.ts';
import { carryOutAll, ouraApp } from '../oura/subscription-changes.ts';
import type { Say } from '../serve.ts';
import { createProgress } from './progress.ts';

export type SubscriptionCommand = 'list' | 'repair' | 'renew' | 'delete';

export interface SubscriptionOptions {
  /** Also those that are not ours or that nobody uses. */
  readonly others?: boolean;
  readonly signal?: AbortSignal;
  /** For tests. */
  readonly firstWaitMs?: number;
}

const DAY_MS = 86_400_000;

/** Exit code 0; 1 when something could not be done, and for `list` when something is missing or about to end. */
export const ouraSubscriptions = async (
  config: Config,
  say: Say,
  command: SubscriptionCommand,
  options: SubscriptionOptions = {},
): Promise<number> => {
  const app = configured(config, command);
  const { signal = new AbortController().signal, firstWaitMs, others = false } = options;
  const api = createSubscriptionApi(app, {
    signal,
    ...(firstWaitMs === undefined ? {} : { firstWaitMs }),
  });
  const found = standings(await api.list(), app.callbackUrl, Date.now());
  if (command === 'list') return showAll(found, app, say);

  const changes = planOf(command, found, others);
  if (changes.length === 0) {
    say(command === 'repair' ? 'Nothing to repair.' : 'There is no subscription of ours.');
    tellOthers(found, others, say);
    return 0;
  }
  const progress = createProgress('subscriptions', 'changes', say);
  const { done, failed } = await carryOutAll(api, changes, progress.update).finally(progress.stop);
  say(summary(done));
  for (const { what, reason } of failed) say(`failed: ${what}: ${reason}`);
  if (failed.some(({ what }) => what.startsWith('create')))
    say(
      `Oura asks GET ${app.callbackUrl} before it creates one: it must reach a running AUREN that has the same ` +
        'OURA_VERIFICATION_TOKEN. Where a pair points elsewhere, `repair --others` frees it.',
    );
  if (command === 'delete') say('A worker with the same settings creates them again within a day.');
  else tellOthers(found, others, say);
  return failed.length === 0 ? 0 : 1;
};

/** The token must be set before anything is created: Oura asks for it at once. */
const configured = (config: Config, command: SubscriptionCommand): OuraApp => {
  const { app, unset } = ouraApp(config);
  const needed = unset.filter(
    (name) => command === 'repair' || command === 'renew' || !name.endsWith('_TOKEN'),
  );
  if (app !== null && needed.length === 0) return app;
  const why = needed.includes('OURA_VERIFICATION_TOKEN')
    ? '. OURA_VERIFICATION_TOKEN is any long random text; every gateway needs it before a subscription is created'
    : '';
  throw new CodedError('provider_not_configured', 503, `${needed.join(', ')} must be set for this${why}`);
};

const planOf = (
  command: Exclude<SubscriptionCommand, 'list'>,
  found: readonly Standing[],
  others: boolean,
): readonly Change[] => {
  if (command === 'repair') return planRepair(found, { removeOthers: others });
  return command === 'renew' ? planRenewal(found) : planDeletion(found, { others });
};

const WORDS = { create: 'created', renew: 'renewed', remove: 'removed' } as const;

const summary = (done: readonly Change[]): string => {
  const parts = Object.entries(WORDS)
    .map(([type, word]) => [done.filter((change) => change.type === type).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  return parts.length === 0 ? 'Nothing was changed.' : `${parts.join(', ')}.`;
};

const OTHER = ['elsewhere', 'repeated', 'unused'];

const tellOthers = (found: readonly Standing[], others: boolean, say: Say): void => {
  const count = found.filter(({ state }) => OTHER.includes(state)).length;
  if (count > 0 && !others)
    say(`${count} more of this app: see \`list\`; \`repair --others\` removes those.`);
};

const showAll = (found: readonly Standing[], app: OuraApp, say: Say): number => {
  const rows = found.map(({ dataType, eventType, state, subscription }) => [
    dataType,
    eventType,
    state,
    subscription === null ? '-' : daysLeft(subscription.expiresAt),
    subscription?.id ?? '-',
    state === 'elsewhere' ? subscription!.callbackUrl : '',
  ]);
  const header = ['DATA', 'EVENT', 'STATE', 'LEFT', 'ID', ''];
  const widths = header.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]!.length)));
  for (const row of [header, ...rows])
    say(
      row
        .map((cell, at) => printable(cell).padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    );
  const wrong = found.filter(({ state }) => state === 'missing' || state === 'due').length;
  say(
    wrong === 0
      ? `All subscriptions of ${app.callbackUrl} are in place.`
      : `${wrong} of ${app.callbackUrl} missing or about to end: \`auren oura subscriptions repair\`.`,
  );
  return wrong === 0 ? 0 : 1;
};

const printable = (text: string): string => text.replace(/\p{Cc}/gu, '?');

const daysLeft = (expiresAt: number | null): string =>
  expiresAt === null ? 'unknown' : `${Math.floor((expiresAt - Date.now()) / DAY_MS)} d`;
