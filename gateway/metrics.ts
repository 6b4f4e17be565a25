import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What the gateway counts. User ids are never labels. */
export const createGatewayMetrics = (registry: Registry) => {
  const registers = [registry];
  return {
    webhooks: new Counter({
      name: 'auren_webhooks_total',
      help: 'Webhooks answered, by provider and outcome (accepted, duplicate or a problem code)',
      labelNames: ['provider', 'outcome'],
      registers,
    }),
    webhookBytes: new Counter({
      name: 'auren_webhook_bytes_total',
      help: 'Bytes of accepted webhook bodies',
      labelNames: ['provider'],
      registers,
    }),
    webhooksInFlight: new Gauge({
      name: 'auren_webhooks_in_flight',
      help: 'Webhooks being handled',
      registers,
    }),
    requestDuration: new Histogram({
      name: 'auren_http_request_duration_seconds',
      help: 'Time from request to response, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
  };
};
export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;
