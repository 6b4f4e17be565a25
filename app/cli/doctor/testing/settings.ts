import { randomBytes } from 'node:crypto';
import { type Config, readConfig } from '../../../config.ts';

/** Settings as given, in a namespace of this test alone. */
export const settings = (
  given: Record<string, string>,
  namespace = `auren-test-${randomBytes(5).toString('hex')}`,
): Config => readConfig({ AUREN_NAMESPACE: namespace, ...given });
