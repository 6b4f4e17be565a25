/** The classes of words, and which of them a word is in. */
export function emptyLexicon() {
  const classes = new Map<string, number>();
  const words = new Map<string, number[]>();
  const stems = new Map<string, { stem: string; id: number }[]>();
  const beginning = (word: string) => word.slice(0, 2);
  return {
    classOf: (alternatives: readonly string[]): number => {
      const key = alternatives.join('|');
      const known = classes.get(key);
      if (known !== undefined) return known;
      const id = classes.size;
      classes.set(key, id);
      for (const each of alternatives) {
        if (each.endsWith('*')) {
          const stem = each.slice(0, -1);
          stems.set(beginning(stem), [...(stems.get(beginning(stem)) ?? []), { stem, id }]);
        } else words.set(each, [...(words.get(each) ?? []), id]);
      }
      return id;
    },
    classesOf: (spellings: readonly string[]): ReadonlySet<number> => {
      const found = new Set<number>();
      for (const word of spellings) {
        for (const id of words.get(word) ?? []) found.add(id);
        for (const { stem, id } of stems.get(beginning(word)) ?? []) if (word.startsWith(stem)) found.add(id);
      }
      return found;
    },
    words: (): string[] => [...words.keys()],
  };
}
