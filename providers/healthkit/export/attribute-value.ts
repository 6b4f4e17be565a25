import { Buffer } from 'node:buffer';

/** A text of its own; a slice would keep the piece of the file alive that it was cut from. */
export const copyOf = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const reference = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const special = /[\x00-\x1f&\x80-\xff]/;
/** What XML 1.0 does not allow at all, and some exports contain (U+000B in names people typed). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const illegal = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** The names of devices, mostly: few, and in every tag. */
const known = new Map<string, string>();
const MOST_KNOWN = 1_000;
const LONGEST_KNOWN = 100;

/** What an attribute says, from its bytes (one character each) as they stand between the quotes. */
export const valueIn = (raw: string): string => {
  if (!special.test(raw)) return raw;
  const found = known.get(raw);
  if (found !== undefined) return found;
  const value = decoded(raw);
  if (known.size < MOST_KNOWN && raw.length <= LONGEST_KNOWN) known.set(copyOf(raw), value);
  return value;
};

const decoded = (raw: string): string =>
  Buffer.from(raw, 'latin1')
    .toString('utf8')
    .replace(/\r\n|[\t\n\r]/g, ' ')
    .replace(reference, (text, hex, decimal, name) => {
      if (name !== undefined) return named[name] ?? text;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(illegal, '');
