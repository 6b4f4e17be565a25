/**
 * Lets the first of a kind through at once and then one each `everyMs`, which tells how many were kept back since the
 * one before: what anyone can cause from outside must not fill a log. Kinds are few.
 */
export const createSparing = (everyMs: number, nowMs: () => number = Date.now) => {
  const kinds = new Map<string, { saidMs: number; unsaid: number }>();
  return (kind: string, say: (unsaid: number) => void): void => {
    const known = kinds.get(kind);
    const now = nowMs();
    if (known !== undefined && now - known.saidMs < everyMs) {
      known.unsaid++;
      return;
    }
    kinds.set(kind, { saidMs: now, unsaid: 0 });
    say(known?.unsaid ?? 0);
  };
};
