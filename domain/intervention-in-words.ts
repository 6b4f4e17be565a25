import type { InterventionState } from './intervention.ts';
import { citationsOf, interventionKind } from './interventions/catalogue.ts';
import type { Grade } from './interventions/intervention-kind.ts';

const evidence: Readonly<Record<Grade, string>> = {
  A: 'consistent trials',
  B: 'some trials',
  C: 'observation and consensus, no firm trials',
  D: 'weak or mixed',
};

/** What somebody who asks is told of an intervention: a fixed text. Null for what the catalogue does not hold any more. */
export const interventionInWords = ({ status, proposal }: InterventionState): string | null => {
  const kind = proposal === null ? null : interventionKind(proposal.kind);
  if (kind === null) return null;
  const opening = status === 'accepted' ? 'You have taken this up' : 'You could try this';
  const sources = citationsOf(kind);
  const rests = `Evidence: ${evidence[kind.grade]}${sources.length === 0 ? '' : ` (${sources.join('; ')})`}.`;
  return [`${opening}: ${sentence(kind.name)}`, kind.dose, kind.caution, rests]
    .filter((part) => part !== '')
    .join(' ');
};

/** One sentence for a reply about something else; null where nothing waits for an answer. */
export const offerInWords = ({ status, proposal }: InterventionState): string | null => {
  const kind = proposal === null || status !== 'proposed' ? null : interventionKind(proposal.kind);
  return kind === null ? null : `A suggestion is open: ${sentence(kind.name)} Ask me what you can do.`;
};

const sentence = (name: string): string => (name.endsWith('.') ? name : `${name}.`);
