import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventId } from '../../eventstore/event-store.ts';
import { sha256 } from '../../providers/identity.ts';
import { daysAgo, sleepEntry, terraBody } from './bodies.ts';
import { type Answer, postTerra } from './terra.ts';

export interface Load {
  /** Ids of the events that a 202 promised to keep. */
  readonly promised: string[];
  /** Other answers, as `status code`, with how often. */
  readonly refused: Map<string, number>;
  /** Failures without an answer, by their code, with how often. */
  readonly unanswered: Map<string, number>;
}

const newLoad = (): Load => ({ promised: [], refused: new Map(), unanswered: new Map() });

const count = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);

const codeOf = (error: unknown): string => {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? String(error);
};

/**
 * Posts signed webhooks over so many connections until `isOver`; each body is new. A connection that nobody takes any
 * more ends its part of the load.
 */
export const runLoad = async (
  url: string,
  connections: number,
  isOver: () => boolean,
  onPromised: (count: number) => void,
  { load = newLoad(), pauseMs = 0, nights = 50 }: { load?: Load; pauseMs?: number; nights?: number } = {},
): Promise<Load> => {
  const one = async (index: number): Promise<void> => {
    const external = `ext-load-${index}`;
    for (let sent = 0; !isOver(); sent++) {
      if (sent > 0 && pauseMs > 0) await pause(pauseMs);
      const entry = {
        ...sleepEntry(daysAgo(1 + (sent % nights)), { avg_hr_bpm: 50 + (sent % 20) }),
        note: randomUUID(),
      };
      const body = terraBody('sleep', { external, reference: `load-${index}` }, [entry]);
      let answer: Answer;
      try {
        answer = await postTerra(url, body);
      } catch (error) {
        const code = codeOf(error);
        count(load.unanswered, code);
        if (code === 'ECONNREFUSED') return;
        continue;
      }
      if (answer.status === 202) {
        load.promised.push(eventId(`webhook:terra:${external}:${sha256(Buffer.from(body))}`, 0));
        onPromised(load.promised.length);
      } else count(load.refused, `${answer.status} ${answer.json['code']}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => one(index)));
  return load;
};

export interface SteadyLoad {
  /** What was answered so far. */
  readonly load: Load;
  stop(): Promise<Load>;
}

/** Last night of each of so many people again and again, a few times a second, until it is stopped. */
export const startSteadyLoad = (url: string, people: number): SteadyLoad => {
  let isOver = false;
  const load = newLoad();
  const running = runLoad(
    url,
    people,
    () => isOver,
    () => {},
    { load, pauseMs: 300, nights: 1 },
  );
  return {
    load,
    stop: () => {
      isOver = true;
      return running;
    },
  };
};
