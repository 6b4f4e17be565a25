import { CodedError } from '../../domain/errors.ts';
import type { Variable } from '../config.ts';

/** For what was asked of an engine that this installation does not use. */
export const engineNotConfigured = (variable: Variable, consequence: string): CodedError =>
  new CodedError(
    'engine_not_configured',
    503,
    `${variable} is not set: ${consequence}. Set ${variable} as the gateways and workers have it (.env.example explains it).`,
  );
