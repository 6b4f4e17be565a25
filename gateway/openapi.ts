import type { SwaggerOptions } from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { PROBLEM_CODES } from './problem.ts';

const description = `Wearables push, AUREN remembers, NEUROS coaches. Lists answer \`{items, next_cursor}\`.
\`Prefer: wait=N\` makes a query wait up to N seconds for what was received before it.

A general wellness product: it helps to understand trends in sleep, recovery and training. It does not diagnose, treat, monitor or
prevent any disease and is no substitute for professional advice. Wearable values are estimates and can be wrong. Who feels
unwell goes by that, not by a score; in an emergency call your local emergency number.

Errors are RFC 9457 problem documents with a stable \`code\`:

| code | status | meaning |
|---|---|---|
${Object.entries(PROBLEM_CODES)
  .map(([code, [status, title]]) => `| \`${code}\` | ${status} | ${title} |`)
  .join('\n')}`;

const text = { type: 'string' };
const problem = {
  description: 'What went wrong, as RFC 9457 has it',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        properties: {
          type: text,
          title: text,
          status: { type: 'integer' },
          code: { type: 'string', enum: Object.keys(PROBLEM_CODES) },
          detail: text,
          request_id: text,
        },
        required: ['type', 'title', 'status', 'code', 'detail', 'request_id'],
      },
    },
  },
};

/** What `/openapi.json` says beside the routes' own schemas: every address can answer with a problem. */
export const openapi: SwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: { title: 'AUREN', version: '1', description, license: { name: 'Apache-2.0' } },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }],
  },
  transform: (route) => {
    const { schema, url } = jsonSchemaTransform(route);
    return {
      url,
      schema: { ...schema, response: { ...(schema.response as object | undefined), default: problem } },
    };
  },
};
