import { isFields, isList, type Place, placesOf, type Tree, toTree, write } from './json-tree.ts';
import { DEEP, ODD_DATES, ODD_SCALARS, ODD_TEXTS } from './oddities.ts';

export interface Random {
  /** [0, 1) */
  next(): number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

export const createRandom = (next: () => number): Random => {
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (list) => list[below(list.length)]! };
};

type Mutation = (tree: Tree, random: Random) => Tree;

const replaceAt = (root: Tree, { parent, index }: Place, value: Tree): Tree => {
  if (parent === null) return value;
  if (isList(parent)) parent.items[index] = value;
  else parent.fields[index]![1] = value;
  return root;
};

const somewhere = (tree: Tree, random: Random, fits: (place: Place) => boolean): Place | undefined => {
  const places = placesOf(tree).filter(fits);
  return places.length === 0 ? undefined : random.pick(places);
};

const replaceSome =
  (fits: (place: Place) => boolean, texts: readonly string[]): Mutation =>
  (tree, random) => {
    const place = somewhere(tree, random, fits);
    return place === undefined ? tree : replaceAt(tree, place, { text: random.pick(texts) });
  };

const isScalar = ({ tree }: Place): boolean => !isList(tree) && !isFields(tree);
const isDate = ({ tree }: Place): boolean => 'text' in tree && /^"\d{4}-\d{2}-\d{2}/.test(tree.text);
const isText = ({ tree }: Place): boolean => 'text' in tree && tree.text.startsWith('"');
const hasFields = ({ tree }: Place): boolean => isFields(tree) && tree.fields.length > 0;
const hasItems = ({ tree }: Place): boolean => isList(tree) && tree.items.length > 0;

/** Does something to an object that has fields. */
const inFields =
  (change: (fields: [string, Tree][], random: Random) => void): Mutation =>
  (tree, random) => {
    const place = somewhere(tree, random, hasFields);
    if (place !== undefined && isFields(place.tree)) change(place.tree.fields, random);
    return tree;
  };

const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  'data',
  'user',
  'id',
  'type',
  '\u0000',
  '\ud800',
];

const STRUCTURAL: Readonly<Record<string, Mutation>> = {
  odd_value: replaceSome(() => true, ODD_SCALARS),
  odd_scalar: replaceSome(isScalar, ODD_SCALARS),
  odd_text: replaceSome(isText, ODD_TEXTS),
  odd_date: replaceSome(isDate, ODD_DATES),
  deep: replaceSome(() => true, DEEP),
  drop: inFields((fields, random) => void fields.splice(random.below(fields.length), 1)),
  rename: inFields((fields, random) => {
    random.pick(fields)[0] = random.pick(NAMES);
  }),
  change_case: inFields((fields, random) => {
    const field = random.pick(fields);
    field[0] = field[0].toUpperCase();
  }),
  twice: inFields((fields, random) => {
    const [name] = random.pick(fields);
    fields.splice(random.below(fields.length + 1), 0, [name, { text: random.pick(ODD_SCALARS) }]);
  }),
  proto: inFields(
    (fields) => void fields.push(['__proto__', toTree({ data: [{}], user: { user_id: 'x' } })]),
  ),
  swap_values: inFields((fields, random) => {
    const one = random.pick(fields);
    const other = random.pick(fields);
    [one[1], other[1]] = [other[1], one[1]];
  }),
  list_as_object: (tree, random) => {
    const place = somewhere(tree, random, hasItems);
    if (place === undefined || !isList(place.tree)) return tree;
    return replaceAt(tree, place, { fields: place.tree.items.map((item, index) => [String(index), item]) });
  },
  object_as_list: (tree, random) => {
    const place = somewhere(tree, random, hasFields);
    if (place === undefined || !isFields(place.tree)) return tree;
    return replaceAt(tree, place, { items: place.tree.fields.map(([, value]) => value) });
  },
  in_a_list: (tree, random) => {
    const place = random.pick(placesOf(tree));
    return replaceAt(tree, place, { items: [place.tree] });
  },
  repeat_item: (tree, random) => {
    const place = somewhere(tree, random, hasItems);
    if (place === undefined || !isList(place.tree)) return tree;
    const { items } = place.tree;
    const item = random.pick(items);
    for (let times = 1 + random.below(4); times > 0; times--) items.push(item);
    return tree;
  },
  number_changed: (tree, random) => {
    const place = somewhere(tree, random, ({ tree: value }) => 'text' in value && /^-?\d/.test(value.text));
    if (place === undefined || !('text' in place.tree)) return tree;
    const factor = random.pick([-1, 0, 0.001, 0.5, 1.5, 60, 1_000, 1e12]);
    return replaceAt(tree, place, { text: String(Number(place.tree.text) * factor) });
  },
};

const flip = (bytes: Buffer, random: Random): Buffer => {
  const flipped = Buffer.from(bytes);
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(flipped.length);
    flipped[at] = flipped[at]! ^ (1 << random.below(8));
  }
  return flipped;
};

const NAMES_OF_MUTATIONS = Object.keys(STRUCTURAL);
/** Of a hundred bodies so many are spoilt as bytes: most of those are no JSON any more, and go no further. */
const FLIPPED = 8;
const TRUNCATED = 4;
const UNCHANGED = 3;

export interface Mutated {
  readonly bytes: Buffer;
  /** What was done to the body, for whoever has to look into a failure. */
  readonly by: string;
}

/** One to three changes of a body. The body itself is left as it is. */
export const mutate = (body: unknown, random: Random): Mutated => {
  let tree = toTree(body);
  const chance = random.below(100);
  if (chance < UNCHANGED) return { bytes: Buffer.from(write(tree)), by: 'nothing' };
  const by: string[] = [];
  for (let times = 1 + random.below(3); times > 0; times--) {
    const name = random.pick(NAMES_OF_MUTATIONS);
    by.push(name);
    tree = STRUCTURAL[name]!(tree, random);
  }
  const bytes = Buffer.from(write(tree));
  if (chance < UNCHANGED + FLIPPED) return { bytes: flip(bytes, random), by: `${by.join('+')}+flip` };
  if (chance < UNCHANGED + FLIPPED + TRUNCATED)
    return { bytes: bytes.subarray(0, random.below(bytes.length)), by: `${by.join('+')}+truncate` };
  return { bytes, by: by.join('+') };
};
