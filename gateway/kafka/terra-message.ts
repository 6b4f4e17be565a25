import { isObject, own, readJson } from '../../providers/json.ts';

/** What a message of Terra's topic is. */
export type TerraMessage =
  | { readonly kind: 'body'; readonly bytes: Uint8Array; readonly body: unknown }
  | {
      readonly kind: 'pointer';
      readonly url: string;
      /** Milliseconds since 1970; null when nobody knows when the pointer was sent. */
      readonly expiresAtMs: number | null;
    }
  | { readonly kind: 'poison'; readonly reason: string };

/** Terra's pre-signed URLs hold for 10 minutes. Source: docs.tryterra.co, "Queuing services (SQS, Kafka)". */
const POINTER_LIFE_S = 600;

const poison = (reason: string): TerraMessage => ({ kind: 'poison', reason });

/** `sentAtMs`: the message's own timestamp. */
export const readTerraMessage = (value: Uint8Array | null, sentAtMs: number | null): TerraMessage => {
  if (value === null || value.length === 0) return poison('empty');
  const json = readJson(value);
  if (!json.ok) return poison('body_unreadable');
  const body = json.value;
  if (!isObject(body)) return poison('not_an_object');
  if (own(body, 'type') !== 's3_payload') return { kind: 'body', bytes: value, body };

  const url = own(body, 'url');
  const status = own(body, 'status');
  if (typeof url !== 'string') return poison('pointer_without_url');
  if (status !== undefined && status !== 'success') return poison('pointer_without_success');
  const announced = own(body, 'expires_in');
  const lifeS =
    typeof announced === 'number' && announced > 0 ? Math.min(announced, POINTER_LIFE_S) : POINTER_LIFE_S;
  return { kind: 'pointer', url, expiresAtMs: sentAtMs === null ? null : sentAtMs + lifeS * 1_000 };
};
