import type { Signal } from './intervention-kind.ts';

/** What somebody who asks for a suggestion may ask for. */
export const goals = [
  'sleep',
  'fall_asleep',
  'rhythm',
  'insomnia',
  'calm',
  'mood',
  'recovery',
  'fitness',
  'deload',
] as const;
export type Goal = (typeof goals)[number];

/** A wish says as much as a signal would: of fitness nothing else does, because no night shows it. */
const signalsOf: Readonly<Record<Goal, readonly Signal[]>> = {
  sleep: ['short_sleep', 'low_sleep_efficiency'],
  fall_asleep: ['long_latency'],
  rhythm: ['irregular_sleep', 'late_midpoint'],
  insomnia: ['chronic_insomnia'],
  calm: ['stressed'],
  mood: ['low_mood'],
  recovery: ['feeling_low'],
  fitness: ['low_fitness'],
  deload: ['planned_deload'],
};

export const signalsOfGoal = (goal: Goal | null): readonly Signal[] => (goal === null ? [] : signalsOf[goal]);
