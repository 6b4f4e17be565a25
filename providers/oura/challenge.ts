import { createHash, timingSafeEqual } from 'node:crypto';
import type { InboundRequest } from '../provider.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Oura asks `GET {callback}?verification_token=…&challenge=…` before it uses a subscription. Whoever knows the token
 * gets the challenge back; a parameter that is missing, empty or there twice is refused. Takes as long for a wrong token
 * as for the right one.
 */
export function answerChallenge(
  query: InboundRequest['query'],
  verificationToken: string,
): { challenge: string } | null {
  const { verification_token: token, challenge } = query as Readonly<Record<string, unknown>>;
  if (typeof token !== 'string' || typeof challenge !== 'string' || challenge === '') return null;
  if (verificationToken === '' || !timingSafeEqual(digest(token), digest(verificationToken))) return null;
  return { challenge };
}
