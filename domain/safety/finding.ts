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
  /** Fixed text in neutral words; never worded by a model. */
  readonly text: string;
  readonly withholds: readonly Withheld[];
}

const outside =
  'Some of your values are outside the range this wellness app is designed for. Wearable values are estimates and can be wrong.';

/** Thresholds are internal: what is shown names no disease and no limit (section 6.3). */
const texts: Readonly<Record<SafetyLevel, string>> = {
  emergency: `${outside} Please contact a health professional now. If you feel unwell or short of breath, call your local emergency number.`,
  urgent: `${outside} Please contact a health professional soon today. If you feel unwell, faint or short of breath, call your local emergency number.`,
  same_day: `${outside} Consider contacting a health professional today, above all if you feel unwell.`,
  clinician: `${outside} It may be helpful to talk to a health professional about it.`,
  no_exercise:
    'With what you reported, rest is the better choice: no training until you have felt well for a day.',
  data_quality:
    'Your heart beats of this night could not be read well enough, so HRV is not interpreted. If you feel palpitations, talk to a health professional.',
  general_only:
    'With what you told us, usual ranges do not apply to you. You see your sleep and general tips, but no state and no score.',
};

export const finding = (
  flag: ReadingFlag,
  level: SafetyLevel,
  rule: string,
  withholds: readonly Withheld[] = [],
  text: string = texts[level],
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
