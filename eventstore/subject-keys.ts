import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { CodedError } from '../domain/errors.ts';

/** Where wrapped keys live, apart from the log. */
export interface KeyVault {
  /** Stores `wrapped` unless the owner has a key; answers the key that stands. Durable when it resolves. */
  putIfAbsent(owner: string, wrapped: Uint8Array): Promise<Uint8Array>;
  get(owner: string): Promise<Uint8Array | undefined>;
  delete(owner: string): Promise<void>;
}

/** Per-person data keys. Deleting one makes every event sealed with it unreadable, in backups too. */
export interface SubjectKeys {
  /** The owner's key, made on first use. Synchronous when it is cached. */
  forSealing(owner: string): Buffer | Promise<Buffer>;
  /** Undefined when the key was deleted: the person was erased. */
  forOpening(owner: string): Buffer | undefined | Promise<Buffer | undefined>;
  erase(owner: string): Promise<void>;
}

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM: nonce, ciphertext, tag. `context` is authenticated, so sealed bytes cannot be moved elsewhere. */
export const seal = (key: Buffer, plain: Uint8Array, context: string): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Throws when key, context or a single bit differ. */
export const open = (key: Buffer, sealed: Uint8Array, context: string): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
};

/** Another process may erase a key: no cached copy outlives this. */
const CACHE_MS = 60_000;

export const createSubjectKeys = (vault: KeyVault, masterKey: Buffer): SubjectKeys => {
  const cache = new LRUCache<string, Buffer>({ max: 20_000, ttl: CACHE_MS });
  const making = new Map<string, Promise<Buffer>>();

  const unwrap = (owner: string, wrapped: Uint8Array): Buffer => {
    try {
      const key = open(masterKey, wrapped, `key:${owner}`);
      cache.set(owner, key);
      return key;
    } catch (cause) {
      throw new CodedError('master_key_mismatch', 500, 'a stored key does not open with AUREN_MASTER_KEY', {
        cause,
      });
    }
  };

  const make = async (owner: string): Promise<Buffer> => {
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
    forOpening: (owner) =>
      cache.get(owner) ??
      vault.get(owner).then((wrapped) => (wrapped === undefined ? undefined : unwrap(owner, wrapped))),
    erase: async (owner) => {
      await vault.delete(owner);
      cache.delete(owner);
    },
  };
};
