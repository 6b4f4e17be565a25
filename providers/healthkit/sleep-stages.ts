import type { SleepStage } from '../../domain/metrics/vocabulary.ts';

/** HKCategoryValueSleepAnalysis, in the order of its numbers. */
const byNumber: readonly SleepStage[] = ['in_bed', 'asleep', 'awake', 'light', 'deep', 'rem'];

/** Health Auto Export says "Core", HealthKit "HKCategoryValueSleepAnalysisAsleepCore"; Apple's core sleep is light sleep. */
const byWord = new Map<string, SleepStage>([
  ['inbed', 'in_bed'],
  ['asleep', 'asleep'],
  ['unspecified', 'asleep'],
  ['awake', 'awake'],
  ['core', 'light'],
  ['deep', 'deep'],
  ['rem', 'rem'],
]);

const noise = /[^a-z]/g;
const longPrefix = /^(?:hkcategoryvaluesleepanalysis)?(?:asleep(?=.))?/;

export function sleepStageOf(value: unknown): SleepStage | 'code_unknown' {
  if (typeof value === 'number') return byNumber[value] ?? 'code_unknown';
  if (typeof value !== 'string' || value.length > 64) return 'code_unknown';
  return byWord.get(value.toLowerCase().replace(noise, '').replace(longPrefix, '')) ?? 'code_unknown';
}
