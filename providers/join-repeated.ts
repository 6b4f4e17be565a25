import type { ProviderDocument, QuarantinedReading, Reading } from '../domain/reading.ts';

/** Whether a document says anything at all: a day, a retraction, or a value, if only a quarantined one. */
function saysSomething({ interval, retracted, quarantined }: ProviderDocument): boolean {
  return interval !== null || retracted || quarantined.length > 0;
}

/**
 * Drops documents that say nothing, and joins documents that one body names more than once, keeping the order of first mention: values named later hold,
 * nothing else of the earlier ones is lost, and a retraction takes back what came before it.
 */
export function joinRepeated(documents: readonly ProviderDocument[]): ProviderDocument[] {
  const groups = new Map<string, ProviderDocument[]>();
  for (const document of documents) {
    if (!saysSomething(document)) continue;
    const group = groups.get(document.documentKey);
    if (group) group.push(document);
    else groups.set(document.documentKey, [document]);
  }
  return [...groups.values()].map((group) => (group.length === 1 ? group[0]! : join(group)));
}

function join(group: readonly ProviderDocument[]): ProviderDocument {
  const readings = new Map<string, Reading>();
  const quarantined: QuarantinedReading[] = [];
  let interval: ProviderDocument['interval'] = null;
  for (const document of group) {
    if (document.retracted) {
      readings.clear();
      quarantined.length = 0;
    }
    for (const reading of document.readings) readings.set(reading.key, reading);
    for (const value of document.quarantined) quarantined.push(value);
    interval = document.interval ?? interval;
  }
  return { ...group.at(-1)!, interval, readings: [...readings.values()], quarantined };
}
