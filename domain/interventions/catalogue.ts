import { shownCitations } from '../references.ts';
import { calmingKinds } from './catalogue-calm.ts';
import { careKinds } from './catalogue-care.ts';
import { lightKinds } from './catalogue-light.ts';
import { originalKinds } from './catalogue-original.ts';
import { sleepKinds } from './catalogue-sleep.ts';
import { trainingKinds } from './catalogue-training.ts';
import type { InterventionKind } from './intervention-kind.ts';

/** Every intervention that can be proposed, in the order of its id. */
export const catalogue: readonly InterventionKind[] = [
  ...calmingKinds,
  ...sleepKinds,
  ...lightKinds,
  ...trainingKinds,
  ...careKinds,
  ...originalKinds,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map(catalogue.map((kind) => [kind.id, kind]));

export const interventionKind = (id: string): InterventionKind | null => byId.get(id) ?? null;

/** What may be shown as the source of an intervention: the verified publications alone. */
export const citationsOf = (kind: InterventionKind): string[] => shownCitations(kind.sources);
