import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type RedFlag, screen } from './red-flags.ts';

const sections = ['SF1 explicit', 'SF1 paraphrase', 'SF2 explicit', 'SF2 paraphrase', 'negative'] as const;
type Section = (typeof sections)[number];

/** Sentences by section. The corpora are written for this project; the lexicon has seen them, so recall here is an upper bound. */
const corpus = (language: string): Record<Section, string[]> => {
  const lines = readFileSync(new URL(`corpus/${language}.txt`, import.meta.url), 'utf8').split('\n');
  const found = Object.fromEntries(sections.map((section) => [section, [] as string[]])) as Record<
    Section,
    string[]
  >;
  let section: Section = 'negative';
  for (const line of lines) {
    if (line.startsWith('# ')) section = line.slice(2) as Section;
    else if (line !== '') found[section].push(line);
  }
  return found;
};

describe.each(['english', 'german'])('the %s corpus', (language) => {
  const sentences = corpus(language);
  const missed = (section: Section) =>
    sentences[section].filter((text) => !screen(text).includes(section.slice(0, 3) as RedFlag));
  const recall = (section: Section) => 1 - missed(section).length / sentences[section].length;

  test('has at least 200 positive and 300 negative sentences, none twice', () => {
    const positive = sections.slice(0, 4).flatMap((section) => sentences[section]);
    expect(positive.length).toBeGreaterThanOrEqual(200);
    expect(sentences.negative.length).toBeGreaterThanOrEqual(300);
    const all = [...positive, ...sentences.negative];
    expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([]);
  });

  test.each(['SF1 explicit', 'SF2 explicit'] as const)('%s: recall of 0.99 at least', (section) => {
    expect(recall(section), missed(section).join('\n')).toBeGreaterThanOrEqual(0.99);
  });

  test.each(['SF1 paraphrase', 'SF2 paraphrase'] as const)('%s: recall of 0.95 at least', (section) => {
    expect(recall(section), missed(section).join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  test('few everyday sentences raise an alarm', () => {
    const alarms = sentences.negative.filter((text) => screen(text).length > 0);
    expect(alarms.length / sentences.negative.length, alarms.join('\n')).toBeLessThan(0.03);
  });

  test('capitals, hidden characters and a sentence around it change nothing', () => {
    for (const text of sentences['SF1 explicit'].slice(0, 40)) {
      expect(screen(text.toUpperCase()), text).toContain('SF1');
      expect(screen(`  ${text.replace(' ', ' \u200b')} `), text).toContain('SF1');
      expect(screen(`HRV 45. ${text}. ok?`), text).toContain('SF1');
    }
  });
});

test('a long hostile German text is read in reasonable time', () => {
  const text = 'nicht mehr brust schmerz ich will kann keine luft leben ende linker arm '.repeat(3_000);
  const start = process.cpuUsage().user;
  screen(text);
  expect((process.cpuUsage().user - start) / 1000).toBeLessThan(5_000);
});
