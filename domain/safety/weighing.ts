import type { Examples } from './corpus/examples.ts';
import { type Sentence, sentencesOf } from './words.ts';

/** What a sentence may be about, as far as safety goes. */
export type Topic = 'SF1' | 'SF2' | 'everyday';

/**
 * How much more often a sentence's words are said in examples of a topic than every day: the sum of the natural
 * logarithms of the ratios. 0 says nothing, 5 is about 150 to 1.
 */
export interface Weight {
  readonly SF1: number;
  readonly SF2: number;
}

/** The weight of each word and pair of words that examples hold. */
export type Weights = ReadonlyMap<string, Weight>;

/** Letters by which a word is known, so that its endings count as the same word. */
const stem = 5;

/** Added to each count, so that a word no everyday example holds does not decide alone. */
const doubt = 0.3;

/** Taken off for a word that no example holds: who talks of other things is not weighed by small words alone. */
const unheard = 1.5;

/** Words weighed together: about a long sentence. */
const window = 24;

/** Words and pairs of neighbours, each once. */
function featuresOf(words: Sentence['words']): ReadonlySet<string> {
  const stems = words.map(({ spellings }) => spellings[0]!.slice(0, stem));
  return new Set([...stems, ...stems.slice(1).map((word, index) => `${stems[index]} ${word}`)]);
}

/** Weights by how many examples of each topic hold a word: naive Bayes with presence, equal priors. */
export function learned(corpora: readonly Examples[]): Weights {
  const holding = new Map<string, Record<Topic, number>>();
  const examples: Record<Topic, number> = { SF1: 0, SF2: 0, everyday: 0 };
  const learn = (topic: Topic, sentences: readonly string[]) => {
    for (const sentence of sentences) {
      examples[topic]++;
      for (const feature of featuresOf(sentencesOf(sentence).flatMap(({ words }) => words))) {
        const counts = holding.get(feature) ?? { SF1: 0, SF2: 0, everyday: 0 };
        counts[topic]++;
        holding.set(feature, counts);
      }
    }
  };
  for (const corpus of corpora) {
    learn('SF1', [...corpus.selfHarm, ...corpus.selfHarmIndirect]);
    learn('SF2', [...corpus.emergency, ...corpus.emergencyIndirect]);
    learn('everyday', corpus.everyday);
  }
  const logShare = (count: number, topic: Topic) => Math.log((count + doubt) / (examples[topic] + 2 * doubt));
  return new Map(
    [...holding].map(([feature, { SF1, SF2, everyday }]) => {
      const usual = logShare(everyday, 'everyday');
      return [feature, { SF1: logShare(SF1, 'SF1') - usual, SF2: logShare(SF2, 'SF2') - usual }];
    }),
  );
}

/** The weight of a sentence; of a long one, that of its heaviest stretch for each topic. */
export function weightOf({ words }: Sentence, weights: Weights): Weight {
  let heaviest: Weight = { SF1: Number.NEGATIVE_INFINITY, SF2: Number.NEGATIVE_INFINITY };
  for (let from = 0; from === 0 || from + window / 2 < words.length; from += window / 2) {
    const { SF1, SF2 } = sumOf(featuresOf(words.slice(from, from + window)), weights);
    heaviest = { SF1: Math.max(heaviest.SF1, SF1), SF2: Math.max(heaviest.SF2, SF2) };
  }
  return heaviest;
}

function sumOf(features: ReadonlySet<string>, weights: Weights): Weight {
  let SF1 = 0;
  let SF2 = 0;
  for (const feature of features) {
    const weight = weights.get(feature);
    const isUnheard = weight === undefined && !feature.includes(' ');
    SF1 += weight?.SF1 ?? (isUnheard ? -unheard : 0);
    SF2 += weight?.SF2 ?? (isUnheard ? -unheard : 0);
  }
  return { SF1, SF2 };
}
