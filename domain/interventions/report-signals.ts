import type { HealthReport } from '../safety/health-report.ts';
import type { Signal } from './intervention-kind.ts';
import { type FoundSignal, withoutEvidence } from './signals.ts';

const chronicNightsPerWeek = 3;
const chronicMonths = 3;
const weightLossFromPercent = 2;

type HealthWords = Partial<
  Pick<HealthReport, 'insomniaNightsPerWeek' | 'insomniaMonths' | 'weightLossPercent'>
>;

/**
 * What reports of health ask for: trouble sleeping on 3 nights a week for 3 months, a loss of 2 % of weight or more
 * (design heuristic; from 5 % on a red flag speaks first).
 */
export function signalsOfReport(report: HealthWords): FoundSignal[] {
  const { insomniaNightsPerWeek, insomniaMonths, weightLossPercent } = report;
  const found: Signal[] = [];
  if ((insomniaNightsPerWeek ?? 0) >= chronicNightsPerWeek && (insomniaMonths ?? 0) >= chronicMonths)
    found.push('chronic_insomnia');
  if ((weightLossPercent ?? 0) >= weightLossFromPercent) found.push('weight_loss');
  return found.map(withoutEvidence);
}
