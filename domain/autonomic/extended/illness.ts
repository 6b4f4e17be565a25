import type { Features } from '../features.ts';
import { type FiredRule, type Illness, illnessPoints } from '../illness.ts';
import type { ContextTag } from '../night-extras.ts';
import { type Channel, channels } from '../series.ts';
import type { ExtraFacts } from './facts.ts';
import { extendedRuleset } from './ruleset.ts';

const { contexts: rules, selfReport } = extendedRuleset;

export interface ReportedIllness extends Illness {
  readonly selfReport: FiredRule | null;
}

/** Illness points after the contexts the person gave, with what they report of themselves; a report is specific. */
export function reportedIllness(features: Features, facts: ExtraFacts): ReportedIllness {
  const measured = illnessPoints(features);
  const heart = weakest(rules.heartFactor, facts.contexts);
  const temperature = weakest(rules.temperatureFactor, facts.contexts);
  const fired: Record<Channel, FiredRule | null> = {
    lnrmssd: weighed(measured.fired.lnrmssd, heart),
    night_heart_rate: weighed(measured.fired.night_heart_rate, heart),
    respiratory_rate: measured.fired.respiratory_rate,
    skin_temperature: weighed(measured.fired.skin_temperature, temperature),
  };
  const report = reported(facts);
  const points = (of: readonly (FiredRule | null)[]) =>
    of.reduce((sum, rule) => sum + (rule?.points ?? 0), 0);
  const all = [...channels.map((channel) => fired[channel]), report];
  return {
    points: points(all),
    specific: points([fired.respiratory_rate, fired.skin_temperature, report]),
    channels: all.filter((rule) => rule !== null && rule.points > 0).length,
    fired,
    selfReport: report,
  };
}

interface Weight {
  readonly context: ContextTag;
  readonly factor: number;
}

/** The context in force that takes away most. */
function weakest(
  factors: Readonly<Partial<Record<ContextTag, number>>>,
  inForce: readonly ContextTag[],
): Weight | null {
  let found: Weight | null = null;
  for (const context of inForce) {
    const factor = factors[context];
    if (factor !== undefined && (found === null || factor < found.factor)) found = { context, factor };
  }
  return found;
}

function weighed(rule: FiredRule | null, weight: Weight | null): FiredRule | null {
  if (rule === null || weight === null) return rule;
  return { points: rule.points * weight.factor, rule: `${rule.rule};${weight.context}:x${weight.factor}` };
}

function reported({ symptoms }: ExtraFacts): FiredRule | null {
  const told = symptoms.filter((symptom) => symptom !== 'feels_ill');
  if (told.length > 0) return { points: selfReport.symptom, rule: told.join('|') };
  return symptoms.length > 0 ? { points: selfReport.feelsIll, rule: 'feels_ill' } : null;
}
