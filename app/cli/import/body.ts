/** A body as a provider would send it, and how much of the file is read once it is taken. */
export interface Body {
  readonly text: Buffer;
  readonly end: number;
}
