import type { NightDecision } from '../domain/nights.ts';

/** A decision that stands, and the event that holds it. */
export interface ReadNight {
  readonly eventId: string;
  readonly decision: NightDecision;
}

/** The nights read model. Days without data are nights too: the analyser decides every day between first and last. */
export interface NightReader {
  /** Newest first, at most `count`. */
  latest(userId: string, count: number): Promise<readonly ReadNight[]>;
  /** The night of one date (YYYY-MM-DD), or null. */
  on(userId: string, date: string): Promise<ReadNight | null>;
}
