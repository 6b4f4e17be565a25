import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { cognitiveModes } from './cognitive-modes.ts';
import { deliveries } from './deliveries.ts';
import { kpis } from './kpis.ts';
import { nightlyFeatures } from './nightly-features.ts';
import { nights } from './nights.ts';
import { people } from './people.ts';
import { readings } from './readings.ts';
import { safetyNotices } from './safety-notices.ts';
import { timeline } from './timeline.ts';

/** The read models of this room; the memory tiers add theirs in `app/processors.ts`. */
export const readModels: readonly Projection[] = [
  people,
  deliveries,
  readings,
  nightlyFeatures,
  nights,
  timeline,
  kpis,
  cognitiveModes,
  safetyNotices,
];
