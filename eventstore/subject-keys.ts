import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { CodedError } from '../domain/errors.ts';

/** Where wrapped keys live, apart from the log. */
export interface KeyVault {
  /** Stores `wrapped` unless the owner has a key; answers the key that stands. Durable when it resolves. */
  putIfAbsent(owner: string, wrapped: Uint8Array): Promise<Uint8Array>;
  get(owner: string): Promise<Uint8Array | undefined>;
  delete(owner: string): Promise<void>;
}

export interface DataKey {
  /** Tells the keys of one owner apart, and nothing about them: 64 bits of the SHA-256 of 256 random bits, in hex. */
  readonly id: string;
  readonly secret: KeyObject;
}

/** Per-person data keys. Deleting one makes every event sealed with it unreadable, in backups too. */
export interface SubjectKeys {
  /** The owner's key, made on first use. Synchronous when it is cached. */
  forSealing(owner: string): DataKey | Promise<DataKey>;
  /** Undefined when the key was deleted: the person was erased, even if the owner has another key by now. */
  forOpening(owner: string, keyId?: string): DataKey | undefined | Promise<DataKey | undefined>;
  erase(owner: string): Promise<void>;
}

const NONCE = 12;
const TAG = 16;

/** Random bytes are fetched many nonces at a time: a call for twelve costs as much as a call for thousands. */
const NONCES = 512;
let pool = Buffer.alloc(0);
const nextNonce = (): Buffer => {
  if (pool.length === 0) pool = randomBytes(NONCES * NONCE);
  const nonce = pool.subarray(0, NONCE);
  pool = pool.subarray(NONCE);
  return nonce;
};

/**
 * AES-256-GCM: nonce, ciphertext, tag. `context` is authenticated, so sealed bytes cannot be moved elsewhere.
 * A `KeyObject` spares Node the parsing of the key at each call, which costs more than the encryption.
 */
export const seal = (key: KeyObject | Buffer, plain: Uint8Array, context: string): Buffer => {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Throws when key, context or a single bit differ. */
export const open = (key: KeyObject | Buffer, sealed: Uint8Array, context: string): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
};

/** Another process may erase a key: no cached copy outlives this by more than the clock's step. */
const CACHE_MS = 60_000;
const CACHE_STEP_MS = 1_000;

export const createSubjectKeys = (vault: KeyVault, masterKey: Buffer): SubjectKeys => {
  const cache = new LRUCache<string, DataKey>({ max: 20_000, ttl: CACHE_MS, ttlResolution: CACHE_STEP_MS });
  const making = new Map<string, Promise<DataKey>>();

  const unwrap = (owner: string, wrapped: Uint8Array): DataKey => {
    try {
      const bytes = open(masterKey, wrapped, `key:${owner}`);
      const id = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      const key = { id, secret: createSecretKey(bytes) };
      cache.set(owner, key);
      return key;
    } catch (cause) {
      throw new CodedError('master_key_mismatch', 500, 'a stored key does not open with AUREN_MASTER_KEY', {
        cause,
      });
    }
  };

  const make = async (owner: string): Promise<DataKey> => {
    try {
      const fresh = seal(masterKey, randomBytes(32), `key:${owner}`);
      return unwrap(owner, await vault.putIfAbsent(owner, fresh));
    } finally {
      making.delete(owner);
    }
  };

  return {
    forSealing: (owner) => {
      const cached = cache.get(owner);
      if (cached !== undefined) return cached;
      const started = making.get(owner) ?? make(owner);
      making.set(owner, started);
      return started;
    },
    forOpening: (owner, keyId) => {
      const fits = (key: DataKey | undefined): key is DataKey =>
        key !== undefined && (keyId === undefined || key.id === keyId);
      const cached = cache.get(owner);
      if (fits(cached)) return cached;
      return vault.get(owner).then((wrapped) => {
        const key = wrapped === undefined ? undefined : unwrap(owner, wrapped);
        return fits(key) ? key : undefined;
      });
    },
    erase: async (owner) => {
      await vault.delete(owner);
      cache.delete(owner);
    },
  };
};
