import { createHmac } from 'node:crypto';
import { type Mutated, mutate, type Random } from './mutations.ts';
import type { Seed } from './seeds.ts';

export interface Delivery extends Mutated {
  readonly index: number;
  readonly provider: Seed['provider'];
  /** Of a hundred about five are not what the provider would have signed. */
  readonly isSigned: boolean;
}

export interface Secrets {
  readonly terra: string;
  readonly oura: string;
  readonly whoop: string;
  readonly polar: string;
  readonly healthkit: string;
}

const WRONGLY_SIGNED = 5;
const SAME_AGAIN = 2;
const REMEMBERED = 100;
const ODD_ORDERING = ['', 'soon', '-1', '1e9', '9'.repeat(20), '1763600000123'];
const ODD_TRACES = ['trace:chunk:1', 'a b', 'x'.repeat(300), '%00', '__proto__'];

export type NextDelivery = () => Delivery;

/** The same deliveries for the same random numbers, in the same order. */
export const createDeliveries = (random: Random, seed: (random: Random) => Seed): NextDelivery => {
  let made = 0;
  const recent: Delivery[] = [];
  return () => {
    const index = made++;
    if (recent.length > 0 && random.below(100) < SAME_AGAIN) return { ...random.pick(recent), index };
    const { provider, body } = seed(random);
    const isSigned = random.below(100) >= WRONGLY_SIGNED;
    const delivery = { index, provider, isSigned, ...mutate(body, random) };
    if (recent.push(delivery) > REMEMBERED) recent.shift();
    return delivery;
  };
};

/** What goes with the body, and proves it. Headers that nothing signs are odd now and then. */
export const headersOf = (
  { provider, bytes, isSigned, index }: Delivery,
  secrets: Secrets,
  nowMs: number,
): Record<string, string> => {
  const secret = isSigned ? secrets[provider] : `not-${secrets[provider]}`;
  const sign = (algorithm: 'hex' | 'base64', prefix: string): string =>
    createHmac('sha256', secret).update(prefix).update(bytes).digest(algorithm);
  const seconds = String(Math.floor(nowMs / 1_000));
  switch (provider) {
    case 'terra':
      return {
        'terra-signature': `t=${seconds},v1=${sign('hex', `${seconds}.`)}`,
        ...(index % 7 === 0
          ? { 'x-terra-ordering-timestamp': ODD_ORDERING[index % ODD_ORDERING.length]! }
          : {}),
        ...(index % 5 === 0 ? { 'x-terra-trace-id': ODD_TRACES[index % ODD_TRACES.length]! } : {}),
      };
    case 'oura':
      return { 'x-oura-timestamp': seconds, 'x-oura-signature': sign('hex', seconds).toUpperCase() };
    case 'whoop':
      return {
        'x-whoop-signature-timestamp': String(nowMs),
        'x-whoop-signature': sign('base64', String(nowMs)),
      };
    case 'polar':
      return { 'polar-webhook-signature': sign('hex', '') };
    case 'healthkit':
      return { authorization: `Bearer ${secret}` };
  }
};
