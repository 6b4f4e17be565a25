import { v7 as uuidv7 } from 'uuid';
import { assessPerson } from '../../commands/assess-nights.ts';
import { assessNights, rulesetIds } from '../../domain/autonomic/assess.ts';
import { type ChangedState, compareRulesets } from '../../domain/autonomic/compare-rulesets.ts';
import { CodedError } from '../../domain/errors.ts';
import { inputsFor } from '../../projections/night-inputs.ts';
import { everyPerson } from '../../projections/people-queries.ts';
import type { Config } from '../config.ts';
import { ensureReadTables } from '../read-models.ts';
import type { Say } from '../serve.ts';
import { createProgress } from './progress.ts';
import { withEngines } from './with-engines.ts';

/**
 * Assesses everyone's whole history by the rule set and by the one beside it, and tells which nights differ and why.
 * Only where AUREN_RULESET names the rule set are its decisions appended to the log. Throws `invalid_request` for a
 * rule set that does not exist. Exit code 0.
 */
export const replayRuleset = (config: Config, say: Say, ruleset: string): Promise<number> => {
  if (!rulesetIds.some((id) => id === ruleset))
    throw new CodedError('invalid_request', 400, `no rule set ${ruleset}; there are: ${rulesetIds.join(', ')}`);
  const beside = ruleset === config.ruleset ? rulesetIds.find((id) => id !== ruleset)! : config.ruleset;
  const isLive = ruleset === config.ruleset;
  return withEngines(config, async ({ pool, db, store }) => {
    await ensureReadTables(pool);
    const people = await everyPerson(db);
    const progress = createProgress('replay', 'people', say);
    const transitions = new Map<string, number>();
    const correlationId = uuidv7();
    let nights = 0;
    let changed = 0;
    let appended = 0;
    say(`${ruleset} beside ${beside}, ${people.length} people`);
    for (const [index, userId] of people.entries()) {
      const inputs = await inputsFor(db, userId, ruleset);
      const assessed = assessNights(inputs, ruleset);
      const changes = compareRulesets(
        assessNights(await inputsFor(db, userId, beside), beside),
        assessed,
      );
      nights += assessed.length;
      changed += changes.length;
      if (assessed.length > 0) say(`${userId}: ${changes.length} of ${assessed.length} nights change`);
      for (const change of changes) {
        say(lineOf(change));
        const transition = `${change.from} -> ${change.to}`;
        transitions.set(transition, (transitions.get(transition) ?? 0) + 1);
      }
      if (isLive) {
        const actor = 'command:replay';
        const result = await assessPerson(store, { userId, ruleset, inputs, correlationId, actor });
        if (result !== undefined) appended++;
      }
      progress.update(index + 1, people.length);
    }
    progress.stop();
    const share = nights === 0 ? 0 : (100 * changed) / nights;
    say(`Total: ${changed} of ${nights} nights change (${share.toFixed(1)} %).`);
    for (const [transition, count] of [...transitions].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
      say(`  ${transition}: ${count}`);
    say(
      isLive
        ? `${ruleset} is in force; new decisions were appended for ${appended} people.`
        : `Nothing was changed: ${config.ruleset} is in force. AUREN_RULESET=${ruleset} puts this one in force.`,
    );
    return 0;
  });
};

const lineOf = ({ date, from, to, fromPath, toPath }: ChangedState): string =>
  `  ${date} ${from} -> ${to}: ${fromPath.join(' ')} | ${toPath.join(' ')}`;
