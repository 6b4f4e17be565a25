import type { ProviderGuard } from '../../commands/provider-api/connected-provider.ts';
import { CodedError } from '../../domain/errors.ts';
import { ProviderApiError } from '../../providers/api.ts';
import { createEngineGuard, type EngineGuard } from './engine-guard.ts';

/**
 * A provider's breaker, seen as an engine's: `provider_oura` in the metrics. Only a provider that is away counts as a
 * failure. Each call bounds its own time, and the budget how many there are.
 */
export const createProviderGuard = (provider: string): { guard: ProviderGuard; engine: EngineGuard } => {
  const engine = createEngineGuard(`provider_${provider}`);
  const guard: ProviderGuard = {
    run: async (work) => {
      try {
        return await engine.run(() => work().catch(asEngineFailure));
      } catch (error) {
        throw asProviderProblem(error);
      }
    },
  };
  return { guard, engine };
};

const asEngineFailure = (error: unknown): never => {
  if (!(error instanceof ProviderApiError) || error.problem !== 'unavailable') throw error;
  throw new CodedError('engine_unavailable', 503, error.message, { cause: error });
};

const asProviderProblem = (error: unknown): unknown => {
  if (!(error instanceof CodedError) || error.code !== 'engine_unavailable') return error;
  if (error.cause instanceof ProviderApiError) return error.cause;
  const { message, retryAfterS } = error;
  return new ProviderApiError('unavailable', message, retryAfterS === undefined ? {} : { retryAfterS });
};
