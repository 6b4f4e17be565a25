import type { State } from '../autonomic/state.ts';

const veryLow = -1;

/** What is to be known of a night and of the night before it. */
export interface CallingNight {
  readonly state: State;
  readonly h7: number | null;
  /** State of the calendar night before; null where it is not known. */
  readonly before: State | null;
}

/**
 * Interventions that the state itself calls for by the table of section 4.7, before anything is weighed: rest with an
 * unusual pattern, a deload where load outpaces recovery, and with weekly HRV below -1 or on the second strained day in
 * a row a day of rest or else low intensity. On a first strained day the scores decide. Empty: nothing.
 */
export function calledForBy({ state, h7, before }: CallingNight): readonly string[] {
  switch (state) {
    case 'illness_suspected':
      return ['I-REST-ILL'];
    case 'overreached':
      return ['I-DELOAD'];
    case 'strained':
      return before === 'strained' || (h7 !== null && h7 < veryLow) ? ['I-REST', 'I-SWAP'] : [];
    default:
      return [];
  }
}
