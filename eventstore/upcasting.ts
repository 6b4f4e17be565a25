/**
 * Turns data of an old schema version into the next one, on read. The log itself never changes.
 * `upcasters[type][0]` takes version 1 to version 2, and so on; the current version is one more than the steps.
 */
export type Upcaster = (data: unknown) => unknown;
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;

export const currentVersion = (upcasters: Upcasters, type: string): number =>
  (upcasters[type]?.length ?? 0) + 1;

export const upcast = (upcasters: Upcasters, type: string, schemaVersion: number, data: unknown): unknown =>
  (upcasters[type] ?? []).slice(schemaVersion - 1).reduce((older, step) => step(older), data);
