import { CodedError } from '../../../domain/errors.ts';
import { within } from '../../../projections/kafka/kafka-client.ts';

/** `warn` works, but not as it should; `bad` does not work. Both say what to do. */
export type Finding =
  | { readonly level: 'ok'; readonly about: string; readonly says: string }
  | {
      readonly level: 'warn' | 'bad';
      readonly about: string;
      readonly says: string;
      readonly remedy: string;
    };

export const ok = (about: string, says: string): Finding => ({ level: 'ok', about, says });
export const warn = (about: string, says: string, remedy: string): Finding => ({
  level: 'warn',
  about,
  says,
  remedy,
});
export const bad = (about: string, says: string, remedy: string): Finding => ({
  level: 'bad',
  about,
  says,
  remedy,
});

/** For one engine, whatever it does: with all of them away the whole doctor ends soon after. */
export const EXAMINATION_MS = 7_000;

export interface Examined {
  readonly about: string;
  /** Which engine, and where. */
  readonly what: string;
  /** What is so while it is away. */
  readonly without?: string;
  readonly remedyOf: (error: unknown) => string;
}

/** The findings, or one that says why there are none. Never rejects, and is never late. */
export const examine = async (
  { about, what, without, remedyOf }: Examined,
  work: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> => {
  try {
    return await within(EXAMINATION_MS, work());
  } catch (error) {
    const meanwhile = without === undefined ? '' : `. Meanwhile ${without}`;
    return [bad(about, `${what}: ${reasonOf(error)}${meanwhile}`, remedyOf(error))];
  }
};

/** Of a name with several addresses each has failed in its own way, and the whole has no message. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return onOneLine(error.message) || (error instanceof CodedError ? error.code : code) || error.name;
};

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 250).replace(/\.$/, '');

export interface Timed<T> {
  readonly answer: T;
  readonly latencyMs: number;
  /** By this machine's clock, in the middle of the round trip: Unix time in milliseconds. */
  readonly at: number;
}

export const timed = async <T>(ask: () => Promise<T>): Promise<Timed<T>> => {
  const started = performance.now();
  const answer = await ask();
  const latencyMs = performance.now() - started;
  return { answer, latencyMs, at: Date.now() - latencyMs / 2 };
};

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** The quickest of a few, which a busy moment of this process has not held up. */
export const quickest = async <T>(ask: () => Promise<T>): Promise<Timed<T>> => {
  let best = await timed(ask);
  for (let again = 0; again < 2; again++) {
    const next = await timed(ask);
    if (next.latencyMs < best.latencyMs) best = next;
  }
  return best;
};

const SKEW_MS = 2_000;

/** The clock of an engine, in Unix milliseconds, as it was told in a round trip. */
export const clockFinding = (about: string, of: string, { answer, at }: Timed<number>): Finding => {
  const skewMs = Math.round(answer - at);
  const says = `${Math.abs(skewMs)} ms ${skewMs < 0 ? 'behind' : 'ahead of'} this machine`;
  return Math.abs(skewMs) < SKEW_MS
    ? ok(about, says)
    : bad(about, says, `run NTP on this machine and on ${of}: signatures are judged by this machine's clock`);
};
