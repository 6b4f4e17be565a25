import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { checkIns } from './check-ins.ts';
import { cognitiveModes } from './cognitive-modes.ts';
import { deliveries } from './deliveries.ts';
import { hypotheses } from './hypotheses.ts';
import { interventions } from './interventions.ts';
import { kpis } from './kpis.ts';
import { nightlyFeatures } from './nightly-features.ts';
import { nights } from './nights.ts';
import { people } from './people.ts';
import { readings } from './readings.ts';
import { safetyNotices } from './safety-notices.ts';
import { sleeps } from './sleeps.ts';
import { timeline } from './timeline.ts';
import { workouts } from './workouts.ts';

/** The read models of this room; the memory tiers add theirs in `app/processors.ts`. */
export const readModels: readonly Projection[] = [
  people,
  deliveries,
  readings,
  nightlyFeatures,
  sleeps,
  workouts,
  checkIns,
  nights,
  interventions,
  hypotheses,
  timeline,
  kpis,
  cognitiveModes,
  safetyNotices,
];
