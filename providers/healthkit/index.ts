import { externalId } from '../identity.ts';
import { joinRepeated } from '../join-repeated.ts';
import { at, own } from '../json.ts';
import type { ConnectionFact, NormalisedDelivery, Provider } from '../provider.ts';
import { describe } from './describe.ts';
import { metricDays } from './metric-days.ts';
import { exportPoints, samplePoints } from './points.ts';
import { verifyLegacySignature } from './signature.ts';
import { sleepDocuments } from './sleep.ts';
import { workoutDocuments } from './workouts.ts';

/**
 * Bodies of Health Auto Export (`{data: {metrics, workouts}}`) and plain HealthKit samples (`{samples}`), one or both.
 * Without a user there are no documents: on a phone nothing else says whose they are.
 */
function normalise(
  { userId }: { readonly userId: string | null },
  body: unknown,
  nowMs: number,
): NormalisedDelivery {
  const owner = externalId(userId);
  if (owner === null) return { documents: [], connections: [] };
  const metrics = at(body, ['data', 'metrics']);
  const samples = own(body, 'samples');
  const documents = joinRepeated([
    ...metricDays(exportPoints(metrics, nowMs), owner),
    ...metricDays(samplePoints(samples, nowMs), owner),
    ...sleepDocuments(metrics, samples, owner, nowMs),
    ...workoutDocuments(at(body, ['data', 'workouts']), owner, nowMs),
  ]);
  const connected: ConnectionFact = {
    type: 'connected',
    provider: 'healthkit',
    externalUser: owner,
    userId,
    device: 'Apple Health',
  };
  return { documents, connections: documents.length === 0 ? [] : [connected] };
}

export const provider: Provider = {
  name: 'healthkit',
  title: 'Apple Health',
  settings: ['SIGNING_SECRET'],
  signedWith: 'SIGNING_SECRET',
  maxBytes: 64 * 1024 * 1024,
  verifyLegacySignature,
  legacyName: 'apple_health',
  describe,
  normalise,
};
