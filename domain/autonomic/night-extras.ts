/** What the person said about the evening and the night; never inferred. */
export const contextTags = [
  'alcohol',
  'late_meal',
  'late_hard_exercise',
  'travel',
  'vaccine',
  'luteal',
  'altitude',
  'hot_room',
  'late_caffeine',
] as const;
export type ContextTag = (typeof contextTags)[number];

/** What the person reports of the day of waking. `fever` stands for fever or chills. */
export const reportedSymptoms = ['fever', 'cough', 'sore_throat', 'feels_ill'] as const;
export type ReportedSymptom = (typeof reportedSymptoms)[number];

/**
 * With any of these no state is given: what is usual for others says nothing here. `pacemaker` stands for any implanted
 * device that paces or shocks; `beta_blocker_change`: started or changed, for somebody who takes none otherwise.
 */
export const exclusions = [
  'pacemaker',
  'atrial_fibrillation',
  'known_arrhythmia',
  'heart_transplant',
  'heart_failure',
  'antiarrhythmic',
  'stimulant',
  'dialysis',
  'pregnancy',
  'under_18',
  'beta_blocker',
  'beta_blocker_change',
] as const;
export type Exclusion = (typeof exclusions)[number];

/** Scores from 1 to 5, each oriented so that high is good (5: no fatigue, no stress). Null: not given. */
export interface SubjectiveScores {
  readonly fatigue: number | null;
  readonly soreness: number | null;
  readonly stress: number | null;
  readonly mood: number | null;
  readonly sleepQuality: number | null;
}

/** Optional inputs of a night, all of them of the extended rules alone. What is left out is not known. */
export interface NightExtras {
  readonly subjective?: SubjectiveScores;
  readonly symptoms?: readonly ReportedSymptom[];
  readonly contexts?: readonly ContextTag[];
  /** Training load of the calendar day before the date of waking, arbitrary units; 0 only for a confirmed rest day. */
  readonly dayLoad?: number;
  /** Minutes of sleep needed, from this night on; without it no debt is known. */
  readonly sleepNeedMin?: number;
  /** Change of performance (or power at the same heart rate) against the usual, percent; negative is worse. */
  readonly performanceChangePercent?: number;
  /**
   * Share (0 to 1) of the night's beats that were corrected or removed, where RMSSD was computed from beats; above 0.1
   * such a night has no RMSSD.
   */
  readonly artefactShare?: number;
  /** What holds from this date on, until a later night gives another list. `beta_blocker_change` ends after 30 days. */
  readonly exclusions?: readonly Exclusion[];
  /** Ids of the events that say the words of this date, and of those that the load is made of. */
  readonly eventIds?: { readonly words?: readonly string[]; readonly load?: readonly string[] };
}
