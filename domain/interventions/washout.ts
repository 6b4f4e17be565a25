import type { InterventionKind } from './intervention-kind.ts';

/**
 * Days after its end for which an intervention may still show: as long as it takes to show at all, the first day of its
 * check window. A design heuristic.
 */
export const washoutDays = ({ windowDays }: Pick<InterventionKind, 'windowDays'>): number => windowDays[0];
