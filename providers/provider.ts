import type { ProviderDocument } from '../domain/reading.ts';

export type ProviderName = 'terra' | 'healthkit' | 'tidy';

export interface InboundRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The bytes as they came, before any parsing: signatures and hashes are over these. */
  readonly body: Uint8Array;
  /** The AUREN user a user-scoped token speaks for; wins over whatever the request itself names. */
  readonly authenticatedUser?: string;
}

/** What is known of a delivery before it is mapped. */
export interface Delivery {
  /** The provider's id of the person, safe for a stream name; `unknown` when the body names none. */
  readonly externalUser: string;
  /** The AUREN user the request itself names. */
  readonly userId: string | null;
  /** The provider's own id of the delivery, else `sha256:<hex>` of the bytes. */
  readonly deliveryId: string;
  /** Two requests with the same identity are the same delivery. */
  readonly identity: string;
  readonly eventType: string;
  /** Larger is newer; null when the provider does not say. */
  readonly ordering: number | null;
}

/** A change in the link between a person and a device; facts are repeated freely, the caller drops repeats. */
export interface ConnectionFact {
  readonly type: 'connected' | 'disconnected' | 'broken';
  readonly provider: ProviderName;
  readonly externalUser: string;
  readonly userId: string | null;
  /** e.g. `GARMIN`, `Apple Health`. */
  readonly device: string;
  readonly reason?: string;
  /** The id this person had at the provider until now. */
  readonly replacesExternalUser?: string;
}

export interface NormalisedDelivery {
  /** In the order of the body; each `documentKey` once. */
  readonly documents: readonly ProviderDocument[];
  readonly connections: readonly ConnectionFact[];
}

export interface SignatureOptions {
  /** Any of them may have signed: two while a secret is being changed. Empty ones are ignored. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
  readonly toleranceS: number;
}

export type SignatureResult = 'ok' | 'signature_invalid' | 'signature_stale';

/**
 * What AUREN needs to know of a provider that pushes data. Every function takes any JSON value and never throws:
 * what cannot be understood is quarantined or gives nothing, and the raw bytes stay in the log.
 */
export interface Provider {
  readonly name: ProviderName;
  /** Absent where the provider signs nothing and a bearer token is the proof. */
  readonly verifySignature?: (
    headers: InboundRequest['headers'],
    rawBody: Uint8Array,
    options: SignatureOptions,
  ) => SignatureResult;
  /** `body` is the parsed JSON of `request.body` (see `readJson`). Cheap: it runs before the webhook is answered. */
  readonly describe: (request: InboundRequest, body: unknown) => Delivery;
  /**
   * Maps a body to documents. `userId` is the AUREN user the delivery belongs to, null while nobody is known.
   * `nowMs` must be the time of receipt, not of mapping, so that a replay judges every time the same way.
   */
  readonly normalise: (
    delivery: { readonly userId: string | null },
    body: unknown,
    nowMs: number,
  ) => NormalisedDelivery;
}
