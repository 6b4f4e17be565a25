import { assessNights, rulesetIds } from '../../domain/autonomic/assess.ts';
import { compareRulesets } from '../../domain/autonomic/compare-rulesets.ts';
import { CodedError } from '../../domain/errors.ts';
import { inputsFor } from '../../projections/night-inputs.ts';
import { everyPerson } from '../../projections/people-queries.ts';
import type { Config } from '../config.ts';
import { ensureReadTables } from '../read-models.ts';
import type { Say } from '../serve.ts';
import { createProgress } from './progress.ts';
import { personReport, totalReport } from './ruleset-report.ts';
import { withEngines } from './with-engines.ts';

/**
 * Assesses everyone's whole history by the rule set and by the one beside it (that in force, or the other), and tells
 * which nights differ and why. Appends nothing: the worker does, once AUREN_RULESET names the rule set. Exit code 0.
 * Throws `invalid_request` for a rule set that does not exist.
 */
export const replayRuleset = (config: Config, say: Say, ruleset: string): Promise<number> => {
  if (!rulesetIds.some((id) => id === ruleset))
    throw new CodedError(
      'invalid_request',
      400,
      `no rule set ${ruleset}; there are: ${rulesetIds.join(', ')}`,
    );
  const beside = ruleset === config.ruleset ? rulesetIds.find((id) => id !== ruleset)! : config.ruleset;
  return withEngines(config, async ({ pool, db }) => {
    await ensureReadTables(pool);
    const people = await everyPerson(db);
    say(`${ruleset} beside ${beside}, ${people.length} people`);
    const progress = createProgress('replay', 'people', say);
    const total = { nights: 0, changes: [] as ReturnType<typeof compareRulesets> };
    for (const [index, userId] of people.entries()) {
      const after = assessNights(await inputsFor(db, userId, ruleset), ruleset);
      const before = assessNights(await inputsFor(db, userId, beside), beside);
      const changes = compareRulesets(before, after);
      total.nights += after.length;
      total.changes.push(...changes);
      for (const line of personReport(userId, after.length, changes)) say(line);
      progress.update(index + 1, people.length);
    }
    progress.stop();
    for (const line of totalReport(total.nights, total.changes)) say(line);
    say(
      ruleset === config.ruleset
        ? `${ruleset} is in force: what the API shows is decided by it.`
        : `Nothing was changed: ${beside} is in force. AUREN_RULESET=${ruleset} puts the other in force.`,
    );
    return 0;
  });
};
