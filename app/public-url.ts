import type { Config } from './config.ts';

const ANY: readonly string[] = ['0.0.0.0', '::', '[::]'];

/** Where people and providers reach us: without AUREN_PUBLIC_URL only this machine does. */
export const publicUrlOf = (
  { publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>,
  port: number,
): string => {
  if (publicUrl !== undefined) return publicUrl;
  const reachable = ANY.includes(host) ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') && !reachable.startsWith('[') ? `[${reachable}]` : reachable}:${port}`;
};
