import type { Provider } from '../provider.ts';
import { api } from './client.ts';
import { describe, normalise } from './notification.ts';
import { verifyLegacySignature, verifySignature } from './signature.ts';

export const provider: Provider = {
  name: 'whoop',
  title: 'WHOOP',
  settings: ['CLIENT_ID', 'CLIENT_SECRET', 'API_URL'],
  signedWith: 'CLIENT_SECRET',
  maxBytes: 1024 * 1024,
  // WHOOP tries again for about an hour and does not say whether a retry is signed anew: the same body is known by its
  // hash, so a wide window costs nothing.
  toleranceS: 2 * 3_600,
  verifySignature,
  verifyLegacySignature,
  api,
  describe,
  normalise,
};
