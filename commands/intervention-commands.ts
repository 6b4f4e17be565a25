import { v5 as uuidv5 } from 'uuid';
import { CodedError } from '../domain/errors.ts';
import {
  decideIntervention,
  evolveIntervention,
  type InterventionCommand,
  type InterventionEvent,
  type InterventionState,
  initialIntervention,
  interventionStream,
  type Proposal,
} from '../domain/intervention.ts';
import type { AppendResult } from '../eventstore/event-log.ts';
import type { Command, EventStore, Recorded } from '../eventstore/event-store.ts';
import { execute, foldWith } from './execute.ts';

/** Any UUID: names the space of intervention ids. */
const INTERVENTION_IDS = 'd7a4b0f1-3c55-4f0e-9b0a-6a5f1c0f8e23';

/** The same night, rank and asking (0: unasked) always is the same intervention; the user is part of the name. */
export const interventionIdOf = (
  userId: string,
  date: string,
  rank: Proposal['rank'],
  asking: number,
): string => uuidv5(JSON.stringify([userId, date, rank, asking]), INTERVENTION_IDS);

/** Carries out a command on one intervention; what it says of the person must hold. */
export const onIntervention = (
  store: EventStore,
  interventionId: string,
  command: InterventionCommand,
  facts: Command,
): Promise<AppendResult | undefined> =>
  execute<InterventionState, InterventionEvent>({
    store,
    stream: interventionStream(interventionId),
    fold: foldWith(evolveIntervention, initialIntervention),
    decide: (state) => decideIntervention(command, state),
    command: facts,
  });

/** Each of its own stream; one that was recorded before stays as it is. */
export const recordProposals = async (
  store: EventStore,
  proposals: readonly Proposal[],
  facts: Omit<Command, 'id' | 'subject'>,
): Promise<void> => {
  for (const proposal of proposals) {
    const { interventionId, userId } = proposal;
    await onIntervention(
      store,
      interventionId,
      { type: 'propose', proposal },
      { ...facts, id: `propose:${interventionId}`, subject: userId },
    );
  }
};

export type PersonsCommand = Exclude<InterventionCommand, { type: 'propose' | 'pass' | 'evaluate' }>;

/**
 * What a person does with a proposal; answers how the intervention then stands. Throws `intervention_unknown` where the
 * person has no such intervention, `intervention_closed` where that cannot be done to it any more, or not yet.
 */
export const actOnIntervention = async (
  store: EventStore,
  { userId, interventionId }: { readonly userId: string; readonly interventionId: string },
  command: PersonsCommand,
  request: { readonly id: string; readonly actor: string },
): Promise<InterventionState> => {
  const before = await interventionNow(store, interventionId);
  if (before.proposal?.userId !== userId)
    throw new CodedError('intervention_unknown', 404, 'this user has no such intervention');
  await onIntervention(store, interventionId, command, {
    id: `intervention:${command.type}:${interventionId}:${request.id}`,
    correlationId: request.id,
    actor: request.actor,
    subject: userId,
  });
  return interventionNow(store, interventionId);
};

/** How an intervention stands by its own events. */
export const interventionNow = async (
  store: EventStore,
  interventionId: string,
): Promise<InterventionState> => {
  const past = await store.readStream(interventionStream(interventionId));
  return foldWith(evolveIntervention, initialIntervention)(past as readonly (Recorded & InterventionEvent)[]);
};
