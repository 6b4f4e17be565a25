/**
 * JSON as it is written, not as it is understood: an object may have a name twice, and a scalar is any text, so that
 * 1e309, half a surrogate pair or `__proto__` can be in it.
 */
export type Tree = Scalar | List | Fields;
export interface Scalar {
  text: string;
}
export interface List {
  items: Tree[];
}
export interface Fields {
  fields: [name: string, value: Tree][];
}

export const isList = (tree: Tree): tree is List => 'items' in tree;
export const isFields = (tree: Tree): tree is Fields => 'fields' in tree;

export const toTree = (value: unknown): Tree => {
  if (Array.isArray(value)) return { items: value.map(toTree) };
  if (typeof value === 'object' && value !== null)
    return { fields: Object.entries(value).map(([name, entry]) => [name, toTree(entry)]) };
  return { text: JSON.stringify(value) };
};

export const write = (tree: Tree): string => {
  if (isList(tree)) return `[${tree.items.map(write).join(',')}]`;
  if (isFields(tree))
    return `{${tree.fields.map(([name, value]) => `${JSON.stringify(name)}:${write(value)}`).join(',')}}`;
  return tree.text;
};

/** A value in a tree, and how to put another in its place. */
export interface Place {
  readonly tree: Tree;
  readonly parent: List | Fields | null;
  readonly index: number;
}

/** Every value of the tree, itself first. */
export const placesOf = (tree: Tree): Place[] => {
  const places: Place[] = [{ tree, parent: null, index: 0 }];
  for (let next = 0; next < places.length; next++) {
    const parent = places[next]!.tree;
    if (isList(parent))
      for (const [index, item] of parent.items.entries()) places.push({ tree: item, parent, index });
    else if (isFields(parent))
      for (const [index, [, value]] of parent.fields.entries()) places.push({ tree: value, parent, index });
  }
  return places;
};
