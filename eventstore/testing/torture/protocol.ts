/**
 * What a writer process says on its standard output, one line each. A line cut by a kill lacks its end mark.
 * `intent`: an append is about to be sent. `result`: it was answered. `wrong`: an answer broke the contract.
 */
export type Said =
  | { readonly kind: 'intent'; readonly stream: string; readonly ids: readonly string[] }
  | {
      readonly kind: 'result';
      readonly status: 'appended' | 'duplicate' | 'conflict' | 'event_id_reused' | 'unknown';
      readonly stream: string;
      readonly ids: readonly string[];
      /** Of `ids`, those that nobody else ever sent: after a conflict they must not be in the log. */
      readonly fresh: readonly string[];
      readonly version: number;
      readonly position: number;
    }
  | { readonly kind: 'wrong'; readonly what: string };

const END = ' .';

export const toLine = (said: Said): string => `${JSON.stringify(said)}${END}\n`;

export const fromLine = (line: string): Said | undefined =>
  line.endsWith(END) ? (JSON.parse(line.slice(0, -END.length)) as Said) : undefined;

export interface WriterOrders {
  readonly url: string;
  readonly run: string;
  readonly seed: number;
  readonly writers: number;
  /** Intents of a killed predecessor without a result: sent again first, as a provider would. */
  readonly unanswered: readonly { readonly stream: string; readonly ids: readonly string[] }[];
}

export interface ReaderOrders {
  readonly url: string;
  readonly shards: number;
}

/** The last words of a reader process. */
export interface ReaderVerdict {
  readonly seen: number;
  readonly violations: readonly string[];
}
