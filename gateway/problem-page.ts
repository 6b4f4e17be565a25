import type { FastifyInstance } from 'fastify';
import { PROBLEM_CODES, PROBLEM_PAGE } from './problem.ts';

const rows = Object.entries(PROBLEM_CODES)
  .map(
    ([code, [status, title]]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`,
  )
  .join('\n');
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>AUREN: problem codes</title>
<table>
<tr><th>code</th><th>status</th><th>meaning</th></tr>
${rows}
</table>
</html>
`;

/** The page that the `type` of a problem document names. */
export const registerProblemPage = (server: FastifyInstance): void => {
  server.get(PROBLEM_PAGE, { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page),
  );
};
