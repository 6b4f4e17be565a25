import type { Buffer } from 'node:buffer';
import { CodedError } from '../../../domain/errors.ts';
import { copyOf, valueIn } from './attribute-value.ts';
import {
  APOSTROPHE,
  after,
  EXCLAMATION,
  endOfName,
  endOfSpace,
  endOfWord,
  GREATER,
  isSpace,
  QUESTION,
  QUOTE,
  SLASH,
  skipped,
} from './scan.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface TagHandler {
  /** `name` with its attributes; the root itself is told, too. */
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close: (name: string) => void;
  /** Attributes of other names are left out; without it none is. */
  readonly wanted?: ReadonlySet<string>;
}

export interface TagReader {
  /** The next bytes, cut anywhere. */
  write(bytes: Buffer): void;
  /** Throws `export_truncated` when the root was never closed. */
  end(): void;
}

const ROOT = 'HealthData';
/** No tag and no head of a real export is nearly as long. */
const LONGEST = 4 * 1024 * 1024;

/** Tags of one name mostly have the same attributes in the same order: each is looked for where it was last time. */
interface Place {
  readonly name: string;
  readonly opening: string;
  readonly isWanted: boolean;
}
const MOST_PLACES = 32;
const MOST_LAYOUTS = 64;

/**
 * Reads the tags of Apple's `export.xml` (UTF-8), which is flat and says everything in attributes, in constant memory.
 * What stands before the root is skipped unread: the document type of some systems is malformed. Text between tags is
 * ignored. No entity is resolved beyond the five of XML and numbers of characters. Faster than a general parser, see
 * `perf/README.md`; a property test compares the two.
 */
export const createTagReader = ({ open, close, wanted }: TagHandler): TagReader => {
  const layouts = new Map<string, Place[]>();
  let rest = '';
  let depth = 0;
  let state: 'before' | 'inside' | 'after' = 'before';

  /** Reads one construct that begins at `at`; answers where it ends, or -1 when the text ends first. */
  const construct = (text: string, at: number): number => {
    switch (text.charCodeAt(at + 1)) {
      case SLASH:
        return closing(text, at);
      case EXCLAMATION:
        return skipped(text, at);
      case QUESTION:
        return after(text, '?>', at + 2);
      default:
        return opening(text, at);
    }
  };

  const closing = (text: string, at: number): number => {
    const end = text.indexOf('>', at + 2);
    if (end < 0) return -1;
    if (depth === 0) throw unreadable('a tag is closed that was never opened');
    depth--;
    close(text.slice(at + 2, end).trimEnd());
    if (depth === 0) state = 'after';
    return end + 1;
  };

  const opening = (text: string, at: number): number => {
    let next = endOfName(text, at + 1);
    if (next < 0) return -1;
    const name = text.slice(at + 1, next);
    const attributes: Record<string, string> = {};
    const layout = layoutOf(name);
    for (let index = 0; ; index++) {
      next = endOfSpace(text, next);
      const code = text.charCodeAt(next);
      if (code === GREATER || code === SLASH) break;
      const known = layout[index];
      if (known !== undefined && text.startsWith(known.opening, next)) {
        const from = next + known.opening.length;
        const to = text.indexOf('"', from);
        if (to < 0) return -1;
        if (known.isWanted) attributes[known.name] = valueIn(text.slice(from, to));
        next = to + 1;
      } else {
        next = anyAttribute(text, next, layout, index, attributes);
        if (next < 0) return -1;
      }
      if (next >= text.length) return -1;
    }
    const isEmpty = text.charCodeAt(next) === SLASH;
    if (isEmpty && next + 1 >= text.length) return -1;
    if (isEmpty && text.charCodeAt(next + 1) !== GREATER) throw unreadable('a tag is malformed');
    if (isEmpty && depth === 0) state = 'after';
    if (!isEmpty) depth++;
    open(name, attributes);
    if (isEmpty) close(name);
    return isEmpty ? next + 2 : next + 1;
  };

  const layoutOf = (name: string): Place[] => {
    let layout = layouts.get(name);
    if (layout === undefined) {
      layout = [];
      if (layouts.size < MOST_LAYOUTS) layouts.set(copyOf(name), layout);
    }
    return layout;
  };

  /** An attribute that is not where it was in the last tag of this name; remembers where it is. */
  const anyAttribute = (
    text: string,
    at: number,
    layout: Place[],
    index: number,
    attributes: Record<string, string>,
  ): number => {
    const equals = text.indexOf('=', at);
    if (equals < 0) return -1;
    const from = endOfSpace(text, equals + 1);
    const quote = text.charCodeAt(from);
    if (Number.isNaN(quote)) return -1;
    if (quote !== QUOTE && quote !== APOSTROPHE) throw unreadable('an attribute has no quotes');
    const to = text.indexOf(quote === QUOTE ? '"' : "'", from + 1);
    if (to < 0) return -1;
    const name = copyOf(text.slice(at, endOfWord(text, at, equals)));
    const isWanted = wanted === undefined || wanted.has(name);
    if (isWanted) attributes[name] = valueIn(text.slice(from + 1, to));
    if (index < MOST_PLACES) layout[index] = { name, opening: `${name}="`, isWanted };
    return to + 1;
  };

  const read = (text: string): number => {
    let at = 0;
    while (state === 'inside') {
      const from = text.indexOf('<', at);
      if (from < 0) return text.length;
      const end = from + 1 < text.length ? construct(text, from) : -1;
      if (end < 0) return from;
      at = end;
    }
    return text.length;
  };

  return {
    write(bytes) {
      if (state === 'after') return;
      // One character a byte: marks are ASCII, and what is cut inside a character is whole again before it is decoded.
      let text = rest + bytes.toString('latin1');
      rest = '';
      if (state === 'before') {
        const from = rootIn(text);
        if (from >= 0) {
          state = 'inside';
          text = text.slice(from);
        } else rest = text;
      }
      if (state === 'inside') rest = text.slice(read(text));
      if (rest.length > LONGEST)
        throw unreadable(state === 'before' ? `there is no <${ROOT}>` : 'a tag does not end');
    },
    end() {
      if (state === 'before') throw unreadable(`there is no <${ROOT}>`);
      if (state === 'inside')
        throw new CodedError('export_truncated', 400, 'the export ends in the middle: make it again');
    },
  };
};

const unreadable = (why: string): CodedError => new CodedError('export_unreadable', 400, why);

/** Where the root begins. `<!ELEMENT HealthData` and `<HealthDataOf` are something else. */
const rootIn = (text: string): number => {
  for (let at = text.indexOf(`<${ROOT}`); at >= 0; at = text.indexOf(`<${ROOT}`, at + 1)) {
    const code = text.charCodeAt(at + ROOT.length + 1);
    if (isSpace(code) || code === GREATER || code === SLASH) return at;
  }
  return -1;
};
