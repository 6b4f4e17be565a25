export const SLASH = 0x2f;
export const EXCLAMATION = 0x21;
export const QUESTION = 0x3f;
export const GREATER = 0x3e;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;

export const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

export const endOfSpace = (text: string, from: number): number => {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
};

/** Without the space before the equals sign. */
export const endOfWord = (text: string, from: number, equals: number): number => {
  let end = equals;
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
};

export const endOfName = (text: string, from: number): number => {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === GREATER || code === SLASH) return at;
  }
  return -1;
};

export const after = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
};

/** Comments, character data and declarations say nothing here. */
export const skipped = (text: string, at: number): number => {
  const head = text.slice(at, at + 9);
  if (head.startsWith('<!--')) return after(text, '-->', at + 4);
  if (head === '<![CDATA[') return after(text, ']]>', at + 9);
  return head.length < 9 ? -1 : after(text, '>', at);
};
