import type { AssessedNight } from './assess.ts';

/** What the advice looks at. */
export type AdvisedNight = Pick<AssessedNight, 'state' | 'flags' | 'features'>;

/** What a night says about the session of its day. */
export type SessionAdvice =
  | 'hard_allowed'
  | 'follow_plan'
  | 'low_intensity'
  | 'rest_or_easy'
  | 'deload'
  | 'no_training';

const veryLow = -1;
const mostHardDays = 2;

const texts: Readonly<Record<SessionAdvice, string>> = {
  hard_allowed: 'A planned hard session is fine.',
  follow_plan: 'Follow your plan.',
  low_intensity: 'Swap a hard session for low intensity at conversational pace, 30 to 50 % shorter.',
  rest_or_easy: 'Rest, or 30 to 45 minutes easy at most.',
  deload: 'Take a deload week and look again on day 7.',
  no_training: 'No training for now.',
};

/**
 * HRV-guided advice for the day of the newest night, after Kiviniemi 2007, Vesterinen 2016 (verified) and Javaloyes 2019
 * (unverified); the limit of -1 and the two hard days are design heuristics. `before` is the night before, `hardDays` the
 * hard days in a row up to yesterday (null: not known, then a hard session is not advised). Null without a state and for a
 * stale night: then nothing is advised.
 */
export function sessionAdvice(
  night: AdvisedNight,
  before: Pick<AdvisedNight, 'state'> | null,
  hardDays: number | null,
): { readonly advice: SessionAdvice; readonly text: string } | null {
  const advice = night.flags.includes('stale') ? null : adviceFor(night, before, hardDays);
  return advice === null ? null : { advice, text: texts[advice] };
}

function adviceFor(
  night: AdvisedNight,
  before: Pick<AdvisedNight, 'state'> | null,
  hardDays: number | null,
): SessionAdvice | null {
  switch (night.state) {
    case 'insufficient_data':
      return null;
    case 'primed':
      if (hardDays === null) return 'follow_plan';
      return hardDays >= mostHardDays ? 'low_intensity' : 'hard_allowed';
    case 'balanced':
      return 'follow_plan';
    case 'strained': {
      const again = before?.state === 'strained';
      return again || (night.features.h7 ?? 0) < veryLow ? 'rest_or_easy' : 'low_intensity';
    }
    case 'overreached':
      return 'deload';
    case 'illness_suspected':
      return 'no_training';
  }
}
