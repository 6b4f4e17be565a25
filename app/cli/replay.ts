import { CodedError } from '../../domain/errors.ts';
import { rebuild } from '../../projections/rebuild.ts';
import type { Config } from '../config.ts';
import { projections } from '../processors.ts';
import type { Say } from '../serve.ts';
import { createProgress } from './progress.ts';
import { withEngines } from './with-engines.ts';

/** Exit code 0: every read model is as it was; 3: at least one differed (and is right now). */
export const replay = (config: Config, say: Say, names: readonly string[]): Promise<number> =>
  withEngines(config, async ({ pool, store }) => {
    const unknown = names.filter((name) => !projections.some((projection) => projection.name === name));
    if (unknown.length > 0)
      throw new CodedError(
        'invalid_request',
        400,
        `no projection ${unknown.join(', ')}; there are: ${projections.map((projection) => projection.name).join(', ')}`,
      );
    const wanted =
      names.length === 0 ? projections : projections.filter((projection) => names.includes(projection.name));
    let differing = 0;
    for (const projection of wanted) {
      const progress = createProgress(projection.name, 'positions', say);
      const report = await rebuild(pool, store, projection, ({ position, goal }) =>
        progress.update(Number(position), Number(goal)),
      );
      progress.stop();
      const rate = Math.round((report.events * 1_000) / Math.max(1, report.durationMs));
      say(`${report.projection}: ${report.events} events in ${Math.round(report.durationMs)} ms (${rate}/s)`);
      for (const table of report.tables) {
        const verdict = table.identical ? 'identical' : 'DIFFERENT';
        say(`  ${table.table}: ${table.rowsBefore} rows before, ${table.rowsAfter} after: ${verdict}`);
        if (!table.identical) differing++;
      }
    }
    say(
      differing === 0
        ? 'Every read model equals what stood before.'
        : `${differing} tables differed and were replaced.`,
    );
    return differing === 0 ? 0 : 3;
  });
