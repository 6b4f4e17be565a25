import type { FastifyRequest } from 'fastify';
import type { Position } from '../eventstore/event-log.ts';
import type { Processor } from '../eventstore/subscriptions/processor.ts';
import { waitFor, waitForFlow } from '../eventstore/subscriptions/wait-for.ts';
import type { Gateway } from './gateway.ts';

const MAX_WAIT_S = 60;

/** `Prefer: wait=N` (RFC 7240): how long a query may wait for what was written before it. */
export const preferredWaitS = (request: FastifyRequest): number => {
  const header = request.headers['prefer'];
  const found = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})/i.exec(
    Array.isArray(header) ? header.join(',') : (header ?? ''),
  );
  return found === null ? 0 : Math.min(MAX_WAIT_S, Number(found[1]));
};

/**
 * Waits until what was in the log at arrival has gone all the way: deliveries become readings, readings become
 * nights, nights become memories, and each step's own events reach the read models. When time runs out the
 * query answers with what there is.
 */
export const settle = async (gateway: Gateway, request: FastifyRequest): Promise<void> => {
  const waitS = preferredWaitS(request);
  if (waitS === 0) return;
  const deadline = performance.now() + waitS * 1_000;
  const wait = (processor: Processor, position: Position): Promise<void> =>
    waitFor(gateway.pool, processor.name, position, deadline - performance.now());
  try {
    await waitForFlow(gateway.store, gateway.processors, wait);
  } catch {
    // What is known by now is still a correct, if older, answer.
  }
};
