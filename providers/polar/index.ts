import type { Provider } from '../provider.ts';
import { api } from './client.ts';
import { describe, isPing, normalise } from './notification.ts';
import { verifySignature } from './signature.ts';

export const provider: Provider = {
  name: 'polar',
  title: 'Polar',
  settings: ['CLIENT_ID', 'CLIENT_SECRET', 'SIGNING_SECRET', 'API_URL'],
  signedWith: 'SIGNING_SECRET',
  maxBytes: 64 * 1024,
  verifySignature,
  isPing,
  api,
  describe,
  normalise,
};
