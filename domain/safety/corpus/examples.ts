/**
 * Sentences of the safety corpus, written for this project: what has to raise SF1 or SF2, said plainly or not, and what
 * is said every day. The rules are tested with them, and the weighing (`weighing.ts`) learns from them.
 */
export interface Examples {
  readonly selfHarm: readonly string[];
  readonly selfHarmIndirect: readonly string[];
  readonly emergency: readonly string[];
  readonly emergencyIndirect: readonly string[];
  readonly everyday: readonly string[];
}

export const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
