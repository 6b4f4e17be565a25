import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';

export type ClientModule = typeof import('@eventstore/db-client');

/**
 * A copy of the client's modules of one's own. Version 6.2.1 keeps the pending appends of all clients of a process
 * in one map: when the connection of one breaks, the appends of the others are rejected too, and an answer that
 * comes for one of those afterwards is an uncaught exception. With a copy each, nobody shares the map.
 */
export const loadPrivateClient = (): ClientModule => {
  // A new `require` each time, so that nothing keeps the copy alive when its owner is gone.
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@eventstore/db-client');
  const folder = dirname(entry) + sep;
  const setAside = (): [string, NodeJS.Module][] => {
    const found = Object.entries(require.cache).filter((pair): pair is [string, NodeJS.Module] =>
      pair[0].startsWith(folder),
    );
    for (const [file] of found) delete require.cache[file];
    return found;
  };
  const shared = setAside();
  try {
    return require(entry) as ClientModule;
  } finally {
    setAside();
    for (const [file, module] of shared) require.cache[file] = module;
  }
};
