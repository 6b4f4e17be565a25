/**
 * A request of a provider, as it came. It is in the log before it is acknowledged; everything else is
 * derived from it. Stream `inbox-{provider}-{externalUser}`.
 */
export interface WebhookReceived {
  readonly type: 'WebhookReceived';
  readonly data: {
    readonly provider: string;
    readonly externalUser: string;
    /** The AUREN user the request itself names. */
    readonly userId: string | null;
    readonly deliveryId: string;
    readonly eventType: string;
    /** Larger is newer; null when the provider does not say. */
    readonly ordering: number | null;
    /** How the sender proved itself, e.g. `terra-signature`, `user-token`, `import`. */
    readonly provedBy: string;
    /** UTC. Times inside the body are judged against it, in replays too. */
    readonly receivedAt: string;
    /** The raw bytes, base64. */
    readonly body: string;
  };
}

export const inboxStream = (provider: string, externalUser: string): string =>
  `inbox-${provider}-${externalUser}`;
