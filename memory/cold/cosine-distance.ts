/** 1 - cosine; 1 where either vector is zero. */
export const cosineDistance = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let dot = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let at = 0; at < a.length; at++) {
    dot += a[at]! * b[at]!;
    squaresOfA += a[at]! * a[at]!;
    squaresOfB += b[at]! * b[at]!;
  }
  const lengths = Math.sqrt(squaresOfA * squaresOfB);
  return lengths === 0 ? 1 : 1 - dot / lengths;
};
