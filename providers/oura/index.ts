import type { ProviderApi } from '../api.ts';
import type { Provider } from '../provider.ts';
import { answerChallenge } from './challenge.ts';
import { fetchAccount, fetchRecord, fetchWindow } from './client.ts';
import { mapRecord } from './mapping.ts';
import { describe, normalise } from './notification.ts';
import { verifyLegacySignature, verifySignature } from './signature.ts';

const hourS = 3_600;

const api: ProviderApi = {
  url: 'https://api.ouraring.com',
  oauth: {
    authorizeUrl: 'https://cloud.ouraring.com/oauth/authorize',
    authorizePath: '/oauth/authorize',
    tokenPath: '/oauth/token',
    // The published list says `spo2Daily` and lacks the last three; these are the names Oura enforced in August 2026, and it
    // silently drops those it does not know. Not `email`: AUREN has no use for it.
    scopes: [
      'personal',
      'daily',
      'heartrate',
      'workout',
      'tag',
      'session',
      'spo2',
      'heart_health',
      'stress',
      'ring_configuration',
    ],
    pkce: false,
    clientAuthentication: 'post',
  },
  // Oura publishes no numbers any more: half of the 5,000 in 5 minutes that it once did.
  budget: [{ requests: 2_500, perS: 300 }],
  notFoundPatienceS: 6 * hourS,
  sweepOverlapS: 7 * 24 * hourS,
  fetchAccount,
  fetchRecord,
  fetchWindow,
  // No `revoke`: Oura wants the access token in the query of /oauth/revoke, and only the caller holds it.
  mapRecord,
};

export const provider: Provider = {
  name: 'oura',
  title: 'Oura',
  settings: ['CLIENT_ID', 'CLIENT_SECRET', 'VERIFICATION_TOKEN', 'API_URL'],
  signedWith: 'CLIENT_SECRET',
  maxBytes: 1024 * 1024,
  // Retries go on for about an hour, perhaps with the signature of the first attempt.
  toleranceS: 2 * hourS,
  verifySignature,
  verifyLegacySignature,
  answerChallenge,
  api,
  describe,
  normalise,
};
