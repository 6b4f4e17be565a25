/**
 * The cubic spline through points with rising `x` (at least 4 of them), "not a knot": the third derivative is continuous
 * at the second and the second last point too (de Boor, A Practical Guide to Splines, chapter IV). Answers its values at
 * `at`, which must rise and lie between the first and the last `x`.
 */
export const splineValues = (
  x: readonly number[],
  y: readonly number[],
  at: readonly number[],
): Float64Array => {
  const curvature = curvatures(x, y);
  let piece = 0;
  return Float64Array.from(at, (place) => {
    while (piece < x.length - 2 && place > x[piece + 1]!) piece++;
    const width = x[piece + 1]! - x[piece]!;
    const left = (x[piece + 1]! - place) / width;
    const right = (place - x[piece]!) / width;
    return (
      left * y[piece]! +
      right * y[piece + 1]! +
      ((left ** 3 - left) * curvature[piece]! + (right ** 3 - right) * curvature[piece + 1]!) *
        (width ** 2 / 6)
    );
  });
};

/** Second derivatives at the points: a tridiagonal system for the inner ones, the outer two from the end conditions. */
const curvatures = (x: readonly number[], y: readonly number[]): Float64Array => {
  const last = x.length - 1;
  const width = (i: number): number => x[i + 1]! - x[i]!;
  const slope = (i: number): number => (y[i + 1]! - y[i]!) / width(i);
  const diagonal = new Float64Array(last);
  const above = new Float64Array(last);
  const right = new Float64Array(last);
  for (let i = 1; i < last; i++) {
    let below = width(i - 1);
    diagonal[i] = 2 * (width(i - 1) + width(i));
    above[i] = width(i);
    right[i] = 6 * (slope(i) - slope(i - 1));
    if (i === 1) {
      diagonal[i]! += below + below ** 2 / width(1);
      above[i]! -= below ** 2 / width(1);
    }
    if (i === last - 1) {
      diagonal[i]! += width(i) + width(i) ** 2 / width(i - 1);
      below -= width(i) ** 2 / width(i - 1);
    }
    if (i === 1) continue;
    const factor = below / diagonal[i - 1]!;
    diagonal[i]! -= factor * above[i - 1]!;
    right[i]! -= factor * right[i - 1]!;
  }
  const result = new Float64Array(x.length);
  for (let i = last - 1; i > 0; i--)
    result[i] = (right[i]! - (i === last - 1 ? 0 : above[i]! * result[i + 1]!)) / diagonal[i]!;
  result[0] = result[1]! + (width(0) / width(1)) * (result[1]! - result[2]!);
  result[last] =
    result[last - 1]! + (width(last - 1) / width(last - 2)) * (result[last - 1]! - result[last - 2]!);
  return result;
};
