import type { FastifyRequest } from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * JSON lines on standard output. Bodies, headers and values are never logged, so there is nothing to redact. Of a
 * request only its route is: addresses under /connect hold secrets, others hold who somebody is.
 */
export const createLogger = (level: string, role: string, destination?: DestinationStream): Logger =>
  pino(
    { level, base: { role }, timestamp: pino.stdTimeFunctions.isoTime, serializers: { req: route } },
    destination,
  );

const route = ({ method, routeOptions }: Partial<FastifyRequest>): object => ({
  method,
  route: routeOptions?.url,
});
