import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../domain/errors.ts';
import { createMemoryVault } from './memory/memory-vault.ts';
import { createSubjectKeys, open, seal } from './subject-keys.ts';

describe('seal and open', () => {
  const key = randomBytes(32);

  it('gives back what was sealed, under fresh bytes each time', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (plain, context) => {
        const sealed = seal(key, plain, context);
        expect(sealed).toHaveLength(plain.length + 28);
        expect(sealed.equals(seal(key, plain, context))).toBe(false);
        expect(open(key, sealed, context).equals(Buffer.from(plain))).toBe(true);
      }),
    );
  });

  it('does not open with another key, another context, one changed bit or fewer bytes', () => {
    const sealed = seal(key, Buffer.from('resting heart rate 52'), 'event-1');
    expect(() => open(randomBytes(32), sealed, 'event-1')).toThrow();
    expect(() => open(key, sealed, 'event-2')).toThrow();
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => open(key, changed, 'event-1')).toThrow();
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => open(key, sealed.subarray(0, length), 'event-1')).toThrow();
  });
});

describe('subject keys', () => {
  const masterKey = randomBytes(32);

  it('gives one key to any number of concurrent first uses, in several processes', async () => {
    const vault = createMemoryVault();
    const slow = {
      ...vault,
      putIfAbsent: async (owner: string, wrapped: Uint8Array) => vault.putIfAbsent(owner, wrapped),
    };
    const processes = Array.from({ length: 5 }, () => createSubjectKeys(slow, masterKey));
    const keys = await Promise.all(
      processes.flatMap((keys) => Array.from({ length: 20 }, () => keys.forSealing('user:ada'))),
    );
    expect(new Set(keys.map((key) => key.id)).size).toBe(1);
  });

  it('gives each owner another key, wrapped in the vault', async () => {
    const vault = createMemoryVault();
    const keys = createSubjectKeys(vault, masterKey);
    const [ada, bob] = [await keys.forSealing('user:ada'), await keys.forSealing('user:bob')];
    expect(ada.secret.equals(bob.secret)).toBe(false);
    expect(Buffer.from((await vault.get('user:ada'))!).includes(ada.secret.export())).toBe(false);
    expect(ada.id).toMatch(/^[0-9a-f]{16}$/);
    expect(ada.id).not.toBe(bob.id);
  });

  it('answers synchronously once it knows a key', async () => {
    const keys = createSubjectKeys(createMemoryVault(), masterKey);
    const key = await keys.forSealing('user:ada');
    expect(keys.forSealing('user:ada')).toBe(key);
    expect(keys.forOpening('user:ada')).toBe(key);
  });

  it('refuses a wrong master key, and a wrapped key moved to another owner', async () => {
    const vault = createMemoryVault();
    await createSubjectKeys(vault, masterKey).forSealing('user:ada');
    const wrong = createSubjectKeys(vault, randomBytes(32));
    await expect(wrong.forOpening('user:ada')).rejects.toMatchObject({ code: 'master_key_mismatch' });
    await expect(wrong.forSealing('user:ada')).rejects.toMatchObject({ code: 'master_key_mismatch' });
    await vault.putIfAbsent('user:eve', (await vault.get('user:ada'))!);
    await expect(createSubjectKeys(vault, masterKey).forOpening('user:eve')).rejects.toMatchObject({
      code: 'master_key_mismatch',
    });
  });

  it('tries again after a first use that failed', async () => {
    const vault = createMemoryVault();
    let down = true;
    const flaky = {
      ...vault,
      putIfAbsent: async (owner: string, wrapped: Uint8Array) => {
        if (down) throw new Error('no vault');
        return vault.putIfAbsent(owner, wrapped);
      },
    };
    const keys = createSubjectKeys(flaky, masterKey);
    await expect(keys.forSealing('user:ada')).rejects.toThrow('no vault');
    down = false;
    expect((await keys.forSealing('user:ada')).secret.symmetricKeySize).toBe(32);
  });

  it('has no key after an erasure; a key made later is another one and is never taken for the first', async () => {
    const vault = createMemoryVault();
    const keys = createSubjectKeys(vault, masterKey);
    const elsewhere = createSubjectKeys(vault, masterKey);
    const first = await keys.forSealing('user:ada');
    await elsewhere.forOpening('user:ada');
    await keys.erase('user:ada');
    expect(await keys.forOpening('user:ada', first.id)).toBeUndefined();
    const second = await keys.forSealing('user:ada');
    expect(second.secret.equals(first.secret)).toBe(false);
    expect(await keys.forOpening('user:ada', first.id)).toBeUndefined();
    // The other process still has the first key cached and must not leave out what the second one sealed.
    expect(await elsewhere.forOpening('user:ada', second.id)).toMatchObject({ id: second.id });
  });
});

describe('subject keys while the vault cannot be reached', () => {
  const masterKey = randomBytes(32);
  const CACHED_MS = 60_000;
  const away = new CodedError('engine_unavailable', 503, 'the vault is away');
  const createFlakyVault = () => {
    const vault = createMemoryVault();
    const flaky = { failure: undefined as Error | undefined };
    const through =
      <Args extends unknown[], T>(call: (...args: Args) => Promise<T>) =>
      async (...args: Args): Promise<T> => {
        if (flaky.failure !== undefined) throw flaky.failure;
        return call(...args);
      };
    return Object.assign(flaky, {
      putIfAbsent: through(vault.putIfAbsent),
      get: through(vault.get),
      delete: through(vault.delete),
    });
  };
  let nowMs = 1;
  const clock = { now: () => nowMs };

  it('seals with the last known key for as long as that takes, and opens with none', async () => {
    const vault = createFlakyVault();
    const keys = createSubjectKeys(vault, masterKey, clock);
    const key = await keys.forSealing('user:ada');
    vault.failure = away;
    for (let hour = 0; hour < 48; hour++) {
      nowMs += 3_600_000;
      expect((await keys.forSealing('user:ada')).id).toBe(key.id);
      await expect(keys.forOpening('user:ada', key.id)).rejects.toBe(away);
    }
    vault.failure = undefined;
    expect((await keys.forSealing('user:ada')).id).toBe(key.id);
    expect(await keys.forOpening('user:ada', key.id)).toMatchObject({ id: key.id });
  });

  it('has no key for someone it does not know', async () => {
    const vault = createFlakyVault();
    vault.failure = away;
    await expect(createSubjectKeys(vault, masterKey, clock).forSealing('user:eve')).rejects.toBe(away);
  });

  it('takes an answer that makes no sense for what it is', async () => {
    const vault = createFlakyVault();
    const keys = createSubjectKeys(vault, masterKey, clock);
    await keys.forSealing('user:ada');
    nowMs += CACHED_MS + 1;
    vault.failure = new Error('relation does not exist');
    await expect(keys.forSealing('user:ada')).rejects.toThrow('relation does not exist');
  });

  it.each(['here', 'elsewhere'])('never seals again with the key of someone erased %s', async (where) => {
    const vault = createFlakyVault();
    const keys = createSubjectKeys(vault, masterKey, clock);
    const first = await keys.forSealing('user:ada');
    await (where === 'here' ? keys : createSubjectKeys(vault, masterKey, clock)).erase('user:ada');
    nowMs += CACHED_MS + 1;
    const second = await keys.forSealing('user:ada');
    expect(second.id).not.toBe(first.id);
    vault.failure = away;
    nowMs += CACHED_MS + 1;
    expect((await keys.forSealing('user:ada')).id).toBe(second.id);
  });

  it('forgets the key of someone erased elsewhere once it has heard of it', async () => {
    const vault = createFlakyVault();
    const keys = createSubjectKeys(vault, masterKey, clock);
    const { id } = await keys.forSealing('user:ada');
    await createSubjectKeys(vault, masterKey, clock).erase('user:ada');
    nowMs += CACHED_MS + 1;
    expect(await keys.forOpening('user:ada', id)).toBeUndefined();
    vault.failure = away;
    await expect(keys.forSealing('user:ada')).rejects.toBe(away);
  });

  it('keeps no more keys than it has room for', async () => {
    const vault = createFlakyVault();
    const keys = createSubjectKeys(vault, masterKey, clock);
    for (let n = 0; n <= 20_000; n++) await keys.forSealing(`user:${n}`);
    vault.failure = away;
    nowMs += CACHED_MS + 1;
    await expect(keys.forSealing('user:0')).rejects.toBe(away);
    expect(await keys.forSealing('user:1')).toBeDefined();
  });
});
