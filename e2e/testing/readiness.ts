import { expect } from 'vitest';
import type { Answer } from './terra.ts';
import { until } from './until.ts';

export interface Readiness {
  readonly code: number;
  readonly status: string;
  readonly dependencies: Readonly<Record<string, Dependency>>;
}
interface Dependency {
  readonly status: 'up' | 'down';
  readonly stops: readonly string[];
  readonly breaker?: string;
  readonly detail?: string;
}

export const readiness = async (url: string): Promise<Readiness> => {
  const response = await fetch(`${url}/ready`);
  return { code: response.status, ...((await response.json()) as Omit<Readiness, 'code'>) };
};

/** Waits until exactly these dependencies are down. */
export const untilDown = (url: string, ...names: string[]): Promise<Readiness> => {
  let last: Readiness | undefined;
  return until(`only [${names}] are down`, async () => {
    last = await readiness(url);
    const down = Object.keys(last.dependencies).filter((name) => last!.dependencies[name]!.status === 'down');
    return down.toSorted().join() === names.toSorted().join() && last;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; at last ${JSON.stringify(last)}`);
  });
};

/** The number behind a series of `/metrics`, e.g. `auren_engine_breaker{engine="redis",state="open"}`. */
export const metric = async (url: string, series: string): Promise<number | undefined> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
};

export const isBreakerOpen = async (url: string, engine: string): Promise<boolean> =>
  (await metric(url, `auren_engine_breaker{engine="${engine}",state="closed"}`)) === 0;

/** Refused for now, with when to try again. */
export const expectUnavailable = ({ status, headers, json }: Answer): void => {
  expect([status, json['code']]).toEqual([503, 'engine_unavailable']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
};
