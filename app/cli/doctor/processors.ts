import { fetchStatus } from '../../../commands/fetching/fetch-status.ts';
import { silentConnections } from '../../../commands/fetching/reconciliations.ts';
import { processorStatus } from '../../../eventstore/subscriptions/lag.ts';
import { liveConnections } from '../../../projections/people-queries.ts';
import { providerNamed } from '../../../providers/registry.ts';
import type { Config } from '../../config.ts';
import { type Database, type Engines, openEngines } from '../../engines.ts';
import { listProcessors } from '../list-processors.ts';
import { withOptionalEngines } from '../with-engines.ts';
import { bad, examine, type Finding, ok, warn } from './finding.ts';

/** Head of the log, how far everything that follows it is, and what is parked. The schema is complete. */
export const examineProcessors = (config: Config, database: Database): Promise<readonly Finding[]> =>
  examine(
    {
      about: 'processors',
      what: 'how far they are',
      remedyOf: () => 'see the findings of the database and the log',
    },
    async () => {
      const engines = await openEngines(config, database, 'doctor', { connections: 4 });
      try {
        const { processors, missing } = await withOptionalEngines(config, engines, (opened, optional) =>
          listProcessors(config, opened, optional),
        );
        const statuses = await processorStatus(engines.pool, engines.store, processors, new Date());
        const slowest = statuses.reduce((a, b) => (a.lag_seconds > b.lag_seconds ? a : b));
        const parked = statuses.reduce((sum, status) => sum + status.parked, 0);
        const lag =
          slowest.lag_events === 0
            ? 'nothing waits'
            : `${slowest.name} is ${slowest.lag_seconds.toFixed(1)} s behind at most`;
        const says = `${lag}, ${parked} parked`;
        return [
          ok('log head', `at position ${slowest.head}`),
          parked === 0
            ? ok('processors', says)
            : bad('processors', says, 'see `auren parked list`; mend the cause, then `auren parked replay`'),
          ...(await examineFetches(engines)),
          ...(missing === undefined
            ? []
            : [warn('processors', `not all were looked at: ${missing}`, 'see the finding of that engine')]),
        ];
      } finally {
        await engines.close();
      }
    },
  );

/** Whether what providers only notify of is fetched. */
const examineFetches = async ({ pool, db }: Engines): Promise<readonly Finding[]> => {
  const { waiting, due, oldestDueS, parked } = await fetchStatus(pool);
  const silent = await silentConnections({
    pool,
    providerNamed,
    liveConnections: () => liveConnections(db),
    now: () => Date.now(),
  });
  const certain = silent.filter(({ silence }) => silence === 'certain').length;
  const says = `${waiting} waiting, ${due} of them due, the oldest for ${Math.round(oldestDueS)} s; ${parked} parked`;
  return [
    parked === 0
      ? ok('fetches', says)
      : warn('fetches', says, 'see `auren fetches list`; mend the cause, then `auren fetches redrive`'),
    silent.length === 0
      ? ok('webhooks', 'no connection has fallen silent')
      : warn(
          'webhooks',
          `${silent.length} connections without any for three days, ${certain} of which had something to tell`,
          'look at the subscriptions or the webhook address at the provider; sweeps go on meanwhile',
        ),
  ];
};
