/** Connections to PostgreSQL that a process opens at most, pool and log together. */
const OF_LOG = 2;

export const POOL = { gateway: 16, worker: 24, command: 12 } as const;

export const mostConnections = (role: keyof typeof POOL): number => POOL[role] + OF_LOG;
