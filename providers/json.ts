export type JsonObject = Readonly<Record<string, unknown>>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a webhook's bytes: valid UTF-8 holding valid JSON (so no NaN, no empty body), or not readable at all. */
export function readJson(bytes: Uint8Array): { ok: true; value: unknown } | { ok: false } {
  if (bytes.length === 0) return { ok: false };
  try {
    return { ok: true, value: JSON.parse(utf8.decode(bytes)) };
  } catch {
    return { ok: false };
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of names; undefined as soon as something on the way is no object or has no such name. */
export function at(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (!isObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

export function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The objects of a list; anything that is no list is an empty one. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

const controlCharacter = /\p{Cc}/u;

/** A short text a person wrote or a device calls itself; control characters removed. Null when there is none. */
export function shortText(value: unknown, longest = 64): string | null {
  if (typeof value !== 'string') return null;
  // Half a surrogate pair has no UTF-8: two texts that differ only in it would meet as one in a database.
  const whole = value.toWellFormed();
  const text = (controlCharacter.test(whole) ? whole.replace(/\p{Cc}+/gu, ' ') : whole).trim();
  if (text === '') return null;
  return text.length <= longest
    ? text
    : Array.from(text.slice(0, longest * 2))
        .slice(0, longest)
        .join('');
}

const longestSnippet = 200;
const deepestSnippet = 3;

/** JSON text of a value as it was sent, cut to 200 characters; work and depth are bounded, whatever is inside. */
export function snippet(value: unknown): string {
  return cut(describe(value, 0));
}

export function cut(text: string): string {
  return text.length > longestSnippet ? `${text.slice(0, longestSnippet - 1)}…` : text;
}

function describe(value: unknown, depth: number): string {
  if (value === undefined) return 'null';
  // JSON has no word for what a number such as 1e309 becomes: "Infinity".
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longestSnippet));
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? describeList(value, depth) : describeObject(value as JsonObject, depth);
}

function describeList(list: readonly unknown[], depth: number): string {
  if (depth === deepestSnippet) return '[…]';
  let text = '';
  for (let index = 0; index < list.length && text.length <= longestSnippet; index++) {
    text += `${index === 0 ? '' : ','}${describe(list[index], depth + 1)}`;
  }
  return `[${text}]`;
}

function describeObject(object: JsonObject, depth: number): string {
  if (depth === deepestSnippet) return '{…}';
  let text = '';
  for (const name in object) {
    text += `${text === '' ? '' : ','}${JSON.stringify(name.slice(0, 64))}:${describe(object[name], depth + 1)}`;
    if (text.length > longestSnippet) break;
  }
  return `{${text}}`;
}
