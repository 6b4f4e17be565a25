import { type NumericMetricName, numericMetric } from '../../domain/metrics/vocabulary.ts';
import { metricDays } from '../healthkit/metric-days.ts';
import type { Point } from '../healthkit/points.ts';
import { externalId, namedUser, sha256, unknownUser } from '../identity.ts';
import { objectsOf, own } from '../json.ts';
import type { Delivery, InboundRequest, NormalisedDelivery, Provider } from '../provider.ts';
import { momentOf, readSpan } from '../span.ts';
import { isNumericMetricName, statisticOf } from './row.ts';

/**
 * Rows of a tidy CSV file, as `auren import` cuts them: `{user_id, metric, rows: [{time, value, unit}]}`, a metric named as
 * in `domain/metrics/vocabulary.ts`. There is no webhook of this name.
 */
export const provider: Provider = { name: 'tidy', title: 'Table', settings: [], describe, normalise };

function describe({ body: bytes, authenticatedUser }: InboundRequest, body: unknown): Delivery {
  const userId = namedUser(authenticatedUser) ?? namedUser(own(body, 'user_id'));
  const identity = sha256(bytes);
  return {
    externalUser: externalId(userId) ?? unknownUser,
    userId,
    deliveryId: identity,
    identity,
    eventType: 'rows',
    ordering: null,
  };
}

function normalise(
  { userId }: { readonly userId: string | null },
  body: unknown,
  nowMs: number,
): NormalisedDelivery {
  const owner = externalId(userId);
  const metric = own(body, 'metric');
  if (owner === null || typeof metric !== 'string' || !isNumericMetricName(metric))
    return { documents: [], connections: [] };
  const points = objectsOf(own(body, 'rows')).map((row) => pointOf(metric, row, nowMs));
  return { documents: metricDays(points, owner, 'tidy'), connections: [] };
}

function pointOf(metric: NumericMetricName, row: Readonly<Record<string, unknown>>, nowMs: number): Point {
  const rawTime = own(row, 'time');
  const span = readSpan(rawTime, rawTime, nowMs);
  const unit = own(row, 'unit');
  return {
    metric,
    statistic: statisticOf(metric),
    raw: own(row, 'value'),
    unit: typeof unit === 'string' && unit !== '' ? unit : numericMetric(metric).unit,
    source: '',
    rawTime,
    moment: momentOf(span),
    localDate: 'problem' in span ? null : span.start.localDate,
  };
}
