import fc from 'fast-check';

// Numbers nobody measures, for property tests: NaN, infinities, negative, huge and tiny ones among ordinary ones.

export const odd = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: -100, max: 1_000, noNaN: true }) },
  { weight: 3, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(0, -0, 1, 7, 28, -5, 800) },
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.constantFrom(1e308, -1e308, 5e-324, -1e-300, 1e154, 2 ** 53),
);
export const tame = fc.double({ min: 30, max: 60, noNaN: true });
/** Empty, short, constant, ordinary with one odd value, or odd throughout. */
export const oddOnes = fc.oneof(
  fc.array(odd, { maxLength: 90 }),
  fc.tuple(odd, fc.nat(90)).map(([value, count]) => Array<number>(count).fill(value)),
  fc.tuple(fc.array(tame, { minLength: 5, maxLength: 60 }), odd).map(([values, value]) => [...values, value]),
);
export const unknownOnes = oddOnes.chain((values) =>
  fc.tuple(...values.map((value) => fc.option(fc.constant(value), { freq: 9 }))),
) as fc.Arbitrary<(number | null)[]>;
export const maybe = fc.option(odd);

/** Where in a result a number is NaN or infinite. */
export const notFinite = (part: unknown, path = ''): string[] => {
  if (typeof part === 'number') return Number.isFinite(part) ? [] : [`${path}: ${part}`];
  if (part instanceof Map) return notFinite([...part], path);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, each]) => notFinite(each, `${path}.${key}`));
};
