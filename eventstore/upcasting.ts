/**
 * Turns data of an old schema version into the next one, on read. The log itself never changes.
 * `upcasters[type][0]` takes version 1 to version 2, and so on; the current version is one more than the steps.
 */
export type Upcaster = (data: unknown) => unknown;
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;

export const currentVersion = (upcasters: Upcasters, type: string): number =>
  (upcasters[type]?.length ?? 0) + 1;

/** Throws for a version this program does not know: an older program must not guess what a newer one wrote. */
export const upcast = (upcasters: Upcasters, type: string, schemaVersion: number, data: unknown): unknown => {
  if (schemaVersion < 1 || schemaVersion > currentVersion(upcasters, type))
    throw new Error(`unknown schema version ${schemaVersion} of ${type}`);
  return (upcasters[type] ?? []).slice(schemaVersion - 1).reduce((older, step) => step(older), data);
};
