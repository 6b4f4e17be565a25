import { randomBytes } from 'node:crypto';
import { simulate } from './cli/simulate.ts';
import type { Config } from './config.ts';
import { type Say, serve } from './serve.ts';

/** The whole of AUREN with a signing secret of this run's own, and a made-up person's nights posted to it. */
export const demo = (config: Config, say: Say): Promise<number> => {
  const terra = config.providers['terra']!;
  const webhookSecrets =
    terra.webhookSecrets.length > 0 ? terra.webhookSecrets : [randomBytes(24).toString('base64url')];
  const demoConfig: Config = {
    ...config,
    providers: { ...config.providers, terra: { ...terra, webhookSecrets } },
  };
  return serve(demoConfig, say, {
    withWorker: true,
    next: '  Nights of a made-up person, sim-ada, are being posted now; what came of them follows.',
    onReady: async ({ address }) => {
      await simulate(demoConfig, say, { url: address, user: 'sim-ada', nights: 60, seed: 1 });
    },
  });
};
