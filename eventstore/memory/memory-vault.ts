import type { KeyVault } from '../subject-keys.ts';

/** For tests. */
export const createMemoryVault = (): KeyVault => {
  const keys = new Map<string, Uint8Array>();
  return {
    putIfAbsent: async (owner, wrapped) => {
      const standing = keys.get(owner) ?? wrapped;
      keys.set(owner, standing);
      return standing;
    },
    get: async (owner) => keys.get(owner),
    delete: async (owner) => {
      keys.delete(owner);
    },
  };
};
