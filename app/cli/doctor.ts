import { CodedError } from '../../domain/errors.ts';
import { processorStatus } from '../../eventstore/subscriptions/lag.ts';
import { describeConfig, readConfig } from '../config.ts';
import { createProcessManagers, projections } from '../processors.ts';
import type { Say } from '../serve.ts';
import { withEngines } from './with-engines.ts';

type Finding = { readonly name: string; readonly well: boolean; readonly says: string };

const SKEW_WARN_MS = 2_000;

/** Prints the settings (secrets hidden), then tries what AUREN stands on. Exit code 1 when something is wrong. */
export const doctor = async (environment: NodeJS.ProcessEnv, say: Say): Promise<number> => {
  say('Settings');
  for (const [name, value] of describeConfig(environment)) say(`  ${name.padEnd(24)} ${value}`);
  const config = readConfig(environment);
  const findings = await withEngines(config, async ({ pool, store, db }, database): Promise<Finding[]> => {
    const started = performance.now();
    const { rows } = await pool.query<{
      version: string;
      now: Date;
      timescale: string | null;
      fsync: string;
      creates: boolean;
    }>(
      `select current_setting('server_version') as version, clock_timestamp() as now, current_setting('fsync') as fsync,
              (select extversion from pg_extension where extname = 'timescaledb') as timescale,
              has_database_privilege(current_database(), 'create') as creates`,
    );
    const latencyMs = performance.now() - started;
    const server = rows[0]!;
    const skewMs = Math.abs(server.now.getTime() - Date.now());
    const processors = [
      ...projections,
      ...createProcessManagers({ store, pool, db, ruleset: config.ruleset }),
    ];
    const statuses = await processorStatus(pool, store, processors, new Date());
    const parked = statuses.reduce((sum, status) => sum + status.parked, 0);
    const slowest = statuses.reduce((a, b) => (a.lag_seconds > b.lag_seconds ? a : b));
    const major = Number.parseInt(server.version, 10);
    return [
      {
        name: 'database',
        well: major >= 16 && server.creates,
        says:
          `PostgreSQL ${server.version} (${database.kind}), ${latencyMs.toFixed(1)} ms` +
          (major < 16 ? '; 16 or newer is needed' : '') +
          (server.creates ? '' : '; grant CREATE on the database to this user'),
      },
      {
        name: 'durability',
        well: server.fsync === 'on',
        says:
          server.fsync === 'on'
            ? 'fsync is on'
            : 'fsync is OFF: a power cut loses acknowledged webhooks; turn it on',
      },
      {
        name: 'timescaledb',
        well: true,
        says:
          server.timescale === null
            ? 'not installed: readings are a plain table'
            : `version ${server.timescale}`,
      },
      {
        name: 'clock',
        well: skewMs < SKEW_WARN_MS,
        says: `${skewMs.toFixed(0)} ms from the database's${skewMs < SKEW_WARN_MS ? '' : '; signatures are judged by this clock: run NTP'}`,
      },
      { name: 'event log', well: true, says: `head at position ${await store.head()}` },
      {
        name: 'processors',
        well: parked === 0,
        says:
          `${slowest.name} is ${slowest.lag_seconds.toFixed(1)} s behind at most, ${parked} parked` +
          (parked === 0 ? '' : '; see `auren parked list`'),
      },
      {
        name: 'terra',
        well: true,
        says:
          config.terraSigningSecrets.length > 0
            ? `${config.terraSigningSecrets.length} signing secret(s)`
            : 'closed: TERRA_SIGNING_SECRET is not set, its webhooks answer 503',
      },
    ];
  }).catch((error: unknown): Finding[] => {
    const says = error instanceof CodedError || error instanceof Error ? error.message : String(error);
    return [{ name: 'database', well: false, says }];
  });
  say('Engines');
  for (const { name, well, says } of findings) say(`  ${well ? 'ok ' : 'BAD'} ${name.padEnd(20)} ${says}`);
  return findings.every((finding) => finding.well) ? 0 : 1;
};
