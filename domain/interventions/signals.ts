import type { EvidenceItem, EvidenceObject } from '../autonomic/evidence.ts';
import type { Signal } from './intervention-kind.ts';

export interface FoundSignal {
  readonly signal: Signal;
  readonly evidence: readonly string[];
}

/** For what no evidence item of the night says. */
export const withoutEvidence = (signal: Signal): FoundSignal => ({ signal, evidence: [] });

const contextSignals = {
  alcohol: 'alcohol',
  late_hard_exercise: 'late_hard_exercise',
  late_meal: 'late_meal',
  late_caffeine: 'caffeine_late',
  travel: 'travel',
  hot_room: 'heat',
} as const;

/** What an assessed night asks for, by the rules its evidence fired; each signal once, with its evidence items. */
export function signalsOf(
  night: Pick<EvidenceObject, 'state' | 'evidence' | 'contradicting' | 'contexts'>,
): FoundSignal[] {
  const items = [...night.evidence, ...night.contradicting];
  const found: FoundSignal[] = items.flatMap((item) =>
    signalsOfItem(item).map((signal) => ({ signal, evidence: [item.id] })),
  );
  if (night.state === 'illness_suspected') {
    const firing = items.filter(({ points }) => points > 0).map(({ id }) => id);
    found.push({ signal: 'illness_pattern', evidence: firing });
  }
  if (night.state === 'overreached') {
    const shown = items.filter(({ channel }) => channel === 'overreaching').map(({ id }) => id);
    found.push({ signal: 'overreaching', evidence: shown });
  }
  for (const [context, signal] of Object.entries(contextSignals)) {
    if (night.contexts.includes(context)) found.push(withoutEvidence(signal));
  }
  return found;

  function signalsOfItem(item: EvidenceItem): Signal[] {
    const fired = item.points + item.strain_points > 0;
    switch (item.channel) {
      case 'h7':
        return item.strain_points > 1
          ? ['weekly_hrv_low', 'weekly_hrv_very_low']
          : fired
            ? ['weekly_hrv_low']
            : [];
      case 'lnrmssd':
        return fired ? ['nightly_hrv_low'] : [];
      case 'night_heart_rate':
        return fired ? ['night_heart_rate_high'] : [];
      case 'respiratory_rate':
        return fired ? ['breathing_high'] : [];
      case 'skin_temperature':
        return fired ? ['skin_temperature_high'] : [];
      case 'sleep7':
        return fired ? ['short_sleep'] : [];
      case 'sleep_debt':
        return item.value >= 300 ? ['sleep_debt'] : [];
      case 'subjective':
        return fired ? ['feeling_low'] : [];
      case 'self_report':
        return ['self_reported_illness'];
      case 'load':
        if (!fired) return [];
        return item.rule?.startsWith('monotony') ? ['load_high', 'monotony_high'] : ['load_high'];
      default:
        return [];
    }
  }
}
