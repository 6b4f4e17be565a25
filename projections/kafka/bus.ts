/** A message as it is published. The key decides the partition: messages of one key stay in order. */
export interface BusMessage {
  /** AUREN user id; null where no order is asked for. */
  readonly key: string | null;
  readonly value: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where AUREN tells others what it knows. What is published is derived from the log and can be published again. */
export interface Bus {
  /**
   * Resolves when every message is kept by the bus, in the order given for each key. At least once: after a failure some
   * of the messages may have been kept, and publishing them again repeats those.
   * Throws `CodedError`: `engine_unavailable` (outcome unknown, try again later), `message_refused` (this message will
   * never be taken, e.g. because it is larger than the broker allows).
   */
  publish(topic: string, messages: readonly BusMessage[]): Promise<void>;
  /** Waits for what is being published; afterwards `publish` throws `engine_unavailable`. */
  close(): Promise<void>;
}
