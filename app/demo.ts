import { randomBytes } from 'node:crypto';
import { simulate } from './cli/simulate.ts';
import type { Config } from './config.ts';
import { type Say, serve } from './serve.ts';

/** The whole of AUREN with a signing secret of this run's own, and a made-up person's nights posted to it. */
export const demo = (config: Config, say: Say): Promise<number> => {
  const secrets = config.terraSigningSecrets;
  const demoConfig: Config = {
    ...config,
    terraSigningSecrets: secrets.length > 0 ? secrets : [randomBytes(24).toString('base64url')],
  };
  return serve(demoConfig, say, {
    withWorker: true,
    next: '  Nights of a made-up person, sim-ada, are being posted now; what came of them follows.',
    onReady: async ({ address }) => {
      await simulate(demoConfig, say, { url: address, user: 'sim-ada', nights: 60, seed: 1 });
    },
  });
};
