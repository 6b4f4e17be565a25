import type { ProviderDocument } from '../domain/reading.ts';
import type { Notice, ProviderApi } from './api.ts';

/** What is set for a provider: `<NAME>_SIGNING_SECRET`, `<NAME>_CLIENT_ID` and so on. */
export const SETTINGS = [
  'SIGNING_SECRET',
  'CLIENT_ID',
  'CLIENT_SECRET',
  'VERIFICATION_TOKEN',
  'API_URL',
] as const;
export type Setting = (typeof SETTINGS)[number];

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
  readonly provider: string;
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
  /** Records that the body only names and that are to be fetched. */
  readonly notices?: readonly Notice[];
}

export interface SignatureOptions {
  /** Any of them may have signed: two while a secret is being changed. Empty ones are ignored. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
  readonly toleranceS: number;
}

export type SignatureResult = 'ok' | 'signature_invalid' | 'signature_stale';

export type VerifySignature = (
  headers: InboundRequest['headers'],
  rawBody: Uint8Array,
  options: SignatureOptions,
) => SignatureResult;

/**
 * What AUREN needs to know of a provider. Every function takes any JSON value and never throws: what cannot be
 * understood is quarantined or gives nothing, and the raw bytes stay in the log.
 */
export interface Provider {
  /** Of its folder, its webhook's path and its settings: lower case letters and digits. */
  readonly name: string;
  /** For people: `Apple Health`. */
  readonly title: string;
  readonly settings: readonly Setting[];
  /** Which of the settings signs webhooks. */
  readonly signedWith?: 'SIGNING_SECRET' | 'CLIENT_SECRET';
  /** Largest body of a webhook. */
  readonly maxBytes: number;
  /** How old a signature may be; WEBHOOK_TOLERANCE_S unless given. */
  readonly toleranceS?: number;
  /** Absent where the provider signs nothing and a bearer token is the proof. */
  readonly verifySignature?: VerifySignature;
  /** The form that the system AUREN replaces accepted; only heeded with LEGACY_SIGNATURES=1. */
  readonly verifyLegacySignature?: VerifySignature;
  /** What that system called it in the webhook's path, where not by `name`; only there with LEGACY_SIGNATURES=1. */
  readonly legacyName?: string;
  /**
   * Of providers that ask by an unsigned POST whether anybody is there, before they give us the secret they sign with.
   * Such a body of at most 1 KiB is answered 200, and nothing of it is stored; all others must be signed.
   */
  readonly isPing?: (body: unknown) => boolean;
  /**
   * Answers the GET by which a provider makes sure that a webhook is ours: the JSON to send back, or null to refuse.
   */
  readonly answerChallenge?: (query: InboundRequest['query'], verificationToken: string) => object | null;
  /** Of providers that notify, and keep the data until it is fetched. */
  readonly api?: ProviderApi;
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
