import { fixedText } from './notice-texts.ts';

/** Red flags of readings and reports; SF1 and SF2 are those of free text (`red-flags.ts`). */
export type ReadingFlag = 'SF3' | 'SF4' | 'SF5' | 'SF6' | 'SF7' | 'SF8' | 'SF9' | 'SF10' | 'SF11' | 'SF12';

/**
 * How much it presses, most first. `emergency`, `urgent`, `same_day` and `clinician`: contact with professionals.
 * `no_exercise`: training waits. `data_quality`: the values cannot be read. `general_only`: no state is given.
 */
export const safetyLevels = [
  'emergency',
  'urgent',
  'same_day',
  'clinician',
  'no_exercise',
  'data_quality',
  'general_only',
] as const;
export type SafetyLevel = (typeof safetyLevels)[number];

/** What must not be offered while the finding stands. */
export type Withheld = 'training' | 'hard_training' | 'sauna_and_cold' | 'state' | 'score';

export interface SafetyFinding {
  readonly flag: ReadingFlag;
  readonly level: SafetyLevel;
  /** The rule that fired, for the record; never shown. */
  readonly rule: string;
  /** Fixed English text in neutral words; never worded by a model. */
  readonly text: string;
  readonly withholds: readonly Withheld[];
}

export const finding = (
  flag: ReadingFlag,
  level: SafetyLevel,
  rule: string,
  withholds: readonly Withheld[] = [],
  text: string = fixedText({ flag, level }, 'en'),
): SafetyFinding => ({ flag, level, rule, text, withholds });

/** The findings that press most come first; each flag once, with its most pressing level. */
export function mostPressing<Finding extends Pick<SafetyFinding, 'flag' | 'level'>>(
  findings: readonly Finding[],
): Finding[] {
  const byPress = (a: Finding, b: Finding) =>
    safetyLevels.indexOf(a.level) - safetyLevels.indexOf(b.level) || (a.flag < b.flag ? -1 : 1);
  const seen = new Set<ReadingFlag>();
  return [...findings].sort(byPress).filter(({ flag }) => !seen.has(flag) && seen.add(flag));
}
