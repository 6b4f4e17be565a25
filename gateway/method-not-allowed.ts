import type { FastifyInstance, HTTPMethods } from 'fastify';
import { CodedError } from '../domain/errors.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Collects every route of the contract from now on; the answer adds to each address what says which methods it takes. */
export const refuseOtherMethods = (server: FastifyInstance): (() => void) => {
  const allowed = new Map<string, Set<string>>();
  server.addHook('onRoute', ({ url, method, schema }) => {
    if (schema === undefined || schema.hide === true) return;
    const methods = allowed.get(url) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    allowed.set(url, methods);
  });
  return () => {
    for (const [url, methods] of [...allowed]) {
      const others = METHODS.filter((method) => !methods.has(method));
      const allow = [...methods].join(', ');
      server.route({
        method: others,
        url,
        schema: { hide: true },
        onRequest: async (request, reply) => {
          reply.header('allow', allow);
          throw new CodedError(
            'method_not_allowed',
            405,
            `${request.method} is not for this address; it takes ${allow}`,
          );
        },
        handler: () => {},
      });
    }
  };
};
