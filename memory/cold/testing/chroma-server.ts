import { randomBytes } from 'node:crypto';
import { createChromaEngine } from '../chroma.ts';
import type { ChromaOptions } from '../chroma-calls.ts';
import type { ColdEngine } from '../cold-memory.ts';

/** The server that tests may use; undefined: skip what needs it. */
export const chromaUrl = (): string | undefined => process.env['CHROMA_URL'] || undefined;

export const testPrefix = (): string => `auren_test_${randomBytes(5).toString('hex')}`;

export interface TestChroma {
  readonly engine: ColdEngine;
  readonly prefix: string;
  /** Takes away every collection of this test. */
  drop(): Promise<void>;
}

/** Collections of their own for one test file. */
export const createTestChroma = (url: string, over: Partial<ChromaOptions> = {}): TestChroma => {
  const prefix = testPrefix();
  const options = { prefix, timeoutMs: 20_000, url };
  const direct = createChromaEngine(options);
  return {
    engine: createChromaEngine({ ...options, ...over }),
    prefix,
    drop: async () => {
      const signal = AbortSignal.timeout(20_000);
      for (const collection of await direct.collections(signal)) await direct.drop(collection, signal);
    },
  };
};
