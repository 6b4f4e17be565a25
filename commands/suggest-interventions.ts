import type { InterventionState } from '../domain/intervention.ts';
import { interventionKind } from '../domain/interventions/catalogue.ts';
import type { Goal } from '../domain/interventions/goal.ts';
import { isOpen, type NothingFits, proposalsWhenAsked } from '../domain/interventions/propose.ts';
import { isKeptAway } from '../domain/interventions/withheld.ts';
import type { Withheld } from '../domain/safety/finding.ts';
import { interventionNow, recordProposals } from './intervention-commands.ts';
import { type ProposalSources, proposeInput, withheldNow } from './propose-interventions.ts';

export interface Suggestions {
  /** What is open: taken up already, waiting for an answer, or proposed just now. */
  readonly interventions: readonly InterventionState[];
  /** Why there is nothing; null where there is something. `no_night`: none of the last days is known. */
  readonly reason: 'no_night' | NothingFits | null;
}

/** What waits for an answer or is being done, oldest first. */
export const openInterventions = async (
  sources: Pick<ProposalSources, 'interventions'>,
  userId: string,
): Promise<InterventionState[]> => (await sources.interventions(userId)).filter(isOpen);

/** Open interventions without those that red flags keep away. */
export const withoutKeptAway = (
  open: readonly InterventionState[],
  withheld: readonly Withheld[],
): Suggestions => {
  const shown = open.filter(({ proposal }) => {
    const kind = proposal === null ? null : interventionKind(proposal.kind);
    return kind === null || !isKeptAway(kind, withheld);
  });
  return {
    interventions: shown,
    reason: shown.length < open.length && shown.length === 0 ? 'withheld' : null,
  };
};

/**
 * Answers "what can I do?": what is open already, otherwise at most a primary and a secondary proposal for the newest
 * night, whatever its state, and for the goal if there is one. Throws as the log and the read models do.
 */
export const suggestInterventions = async (
  sources: ProposalSources,
  userId: string,
  asking: { readonly correlationId: string; readonly actor: string },
  goal: Goal | null = null,
): Promise<Suggestions> => {
  const open = await openInterventions(sources, userId);
  if (open.length > 0) return withoutKeptAway(open, await withheldNow(sources, userId));
  const input = await proposeInput(sources, userId);
  if (input === null) return { interventions: [], reason: 'no_night' };
  const { proposals, reason } = proposalsWhenAsked(input, goal);
  await recordProposals(sources.store, proposals, { ...asking, causationId: input.eventId });
  const proposed = await Promise.all(
    proposals.map(({ interventionId }) => interventionNow(sources.store, interventionId)),
  );
  return { interventions: proposed.filter(isOpen), reason };
};
