import type { Withheld } from '../safety/finding.ts';
import type { InterventionKind } from './intervention-kind.ts';

/** What of the group `training` is rest, and what is no more than easy. */
const rest: readonly string[] = ['I-REST'];
const easy: readonly string[] = [...rest, 'I-WALK', 'I-SWAP'];

/** Whether red flags stop all coaching: a state or a score is not to be seen, so nothing is to be done because of one. */
export const stopsCoaching = (withheld: readonly Withheld[]): boolean =>
  withheld.includes('state') || withheld.includes('score');

/** Whether a red flag keeps an intervention away. Heat and cold strain the heart as training does. */
export const isKeptAway = ({ id, group }: InterventionKind, withheld: readonly Withheld[]): boolean => {
  if (stopsCoaching(withheld)) return true;
  const training = withheld.includes('training');
  const hard = training || withheld.includes('hard_training');
  if (group === 'thermal') return hard || withheld.includes('sauna_and_cold');
  return group === 'training' && ((training && !rest.includes(id)) || (hard && !easy.includes(id)));
};
