import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServerUrl: string;
  }
}

/** The server of `DATABASE_URL`, else an embedded one for this run. Each test file makes its own database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') {
    project.provide('databaseServerUrl', given);
    return async () => {};
  }
  const { startEmbeddedPostgres } = await import('../embedded-postgres/embedded-postgres.ts');
  const dataDir = await mkdtemp(join(tmpdir(), 'auren-test-'));
  // As root the database runs as another account, which must be able to pass.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  project.provide('databaseServerUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
