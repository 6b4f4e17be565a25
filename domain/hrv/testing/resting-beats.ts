/**
 * RR intervals (whole ms around 900) of a made-up heart at rest without artefacts: breathing, a slower wave, and some
 * unevenness. Another seed is another heart.
 */
export const restingBeats = (count: number, seed: number): number[] =>
  Array.from({ length: count }, (_, index) => {
    const breathing = 30 * Math.sin((2 * Math.PI * index) / 4.7 + seed);
    const wave = 20 * Math.sin(index / 13 + 2 * seed);
    const uneven = 10 * Math.sin((index + 1) ** 2 * (1.3 + seed));
    return Math.round(900 + breathing + wave + uneven);
  });
