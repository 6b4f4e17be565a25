import { setTimeout as sleep } from 'node:timers/promises';
import { type BackfillProgress, backfillProgress, startBackfill } from '../../commands/fetching/backfills.ts';
import { createFetchQueue } from '../../commands/fetching/fetch-queue.ts';
import { CodedError } from '../../domain/errors.ts';
import type { FetchWindow } from '../../domain/fetch-window.ts';
import { liveConnections } from '../../projections/people-queries.ts';
import { providerNamed } from '../../providers/registry.ts';
import type { Config } from '../config.ts';
import type { Engines } from '../engines.ts';
import { ensureReadTables } from '../read-models.ts';
import { runUntilSettled } from '../run-until-settled.ts';
import type { Say } from '../serve.ts';
import { createProgress } from './progress.ts';
import { withEngines } from './with-engines.ts';

export interface BackfillOptions {
  readonly provider: string;
  /** The AUREN user. */
  readonly user: string;
  readonly from?: string;
  readonly to?: string;
  readonly detach?: boolean;
}

const YEAR_MS = 365 * 86_400_000;
const LOOK_MS = 250;

const instant = (name: string, text: string | undefined, otherwise: number): number => {
  const ms = text === undefined ? otherwise : Date.parse(text);
  if (Number.isNaN(ms))
    throw new CodedError('invalid_request', 400, `${name} is a date such as 2025-01-31, not ${text}`);
  return ms;
};

/** A year up to now unless dates are given; a date is its midnight, UTC. */
const windowOf = ({ from, to }: BackfillOptions, nowMs: number): FetchWindow => {
  const toMs = Math.min(nowMs, instant('--to', to, nowMs));
  const fromMs = instant('--from', from, toMs - YEAR_MS);
  if (fromMs >= toMs)
    throw new CodedError('invalid_request', 400, '--from must be before --to and before now');
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
};

/** Exit code 0: all of it was fetched, or will be by a worker; 1: a part was parked. */
export const backfill = async (config: Config, say: Say, options: BackfillOptions): Promise<number> => {
  const { provider, user } = options;
  if (providerNamed(provider)?.api === undefined)
    throw new CodedError('provider_unknown', 404, `nothing can be fetched from ${provider}`);
  const window = windowOf(options, Date.now());
  return withEngines(config, async (engines) => {
    const { pool, db } = engines;
    await ensureReadTables(pool);
    const found = (await liveConnections(db, user)).find((connection) => connection.provider === provider);
    if (found === undefined)
      throw new CodedError('invalid_request', 400, `${user} is not connected to ${provider}`);
    const queue = createFetchQueue(pool);
    await queue.install();
    const id = await startBackfill(pool, queue, found, window, new Date());
    const { windows } = await backfillProgress(pool, id);
    say(`${windows} windows from ${window.from.slice(0, 10)} to ${window.to.slice(0, 10)} were asked for`);
    if (options.detach) {
      say('A worker fetches them; `auren fetches list` shows what waits.');
      return 0;
    }
    const progress = createProgress('backfill', 'windows', say);
    await runUntilSettled(config, engines, () => untilDone(engines, id, progress.update));
    progress.stop();
    const { done, parked, recordsNew, recordsKnown } = await backfillProgress(pool, id);
    say(`${done} of ${windows} windows done: ${recordsNew} records new, ${recordsKnown} already known`);
    if (parked > 0) say(`${parked} parked: see \`auren fetches list --user ${user}\``);
    return parked === 0 ? 0 : 1;
  });
};

/** Until every window is done or parked. */
const untilDone = async (
  { pool }: Engines,
  id: string,
  onProgress: (done: number, total: number) => void,
): Promise<void> => {
  for (;;) {
    const { windows, done, parked }: BackfillProgress = await backfillProgress(pool, id);
    onProgress(done + parked, windows);
    if (done + parked >= windows) return;
    await sleep(LOOK_MS);
  }
};
