import { describe, expect, test } from 'vitest';
import { english } from './corpus/english.ts';
import type { Examples } from './corpus/examples.ts';
import { german } from './corpus/german.ts';
import { screen } from './red-flags.ts';
import { learned, type Topic, weightOf } from './weighing.ts';
import { sentencesOf } from './words.ts';

const topicOf = (section: keyof Examples): Topic =>
  section === 'everyday' ? 'everyday' : section.startsWith('selfHarm') ? 'SF1' : 'SF2';

/** The rules and the weighing have seen these sentences: recall here is an upper bound, `docs/science.md` has the rest. */
describe.each([
  ['english', english],
  ['german', german],
])('the %s corpus', (_, sentences) => {
  const missed = (section: keyof Examples) =>
    sentences[section].filter((text) => !screen(text).includes(topicOf(section) as 'SF1' | 'SF2'));
  const recall = (section: keyof Examples) => 1 - missed(section).length / sentences[section].length;

  test('has at least 200 positive and 300 everyday sentences, none twice', () => {
    const { everyday, ...positive } = sentences;
    const all = Object.values(positive).flat();
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(everyday.length).toBeGreaterThanOrEqual(300);
    const each = [...all, ...everyday];
    expect(each.filter((text, index) => each.indexOf(text) !== index)).toEqual([]);
  });

  test.each(['selfHarm', 'emergency'] as const)('%s, said plainly: recall of 0.99 at least', (section) => {
    expect(recall(section), missed(section).join('\n')).toBeGreaterThanOrEqual(0.99);
  });

  test.each(['selfHarmIndirect', 'emergencyIndirect'] as const)('%s: recall of 0.95 at least', (section) => {
    expect(recall(section), missed(section).join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  test('few everyday sentences raise an alarm', () => {
    const alarms = sentences.everyday.filter((text) => screen(text).length > 0);
    expect(alarms.length / sentences.everyday.length, alarms.join('\n')).toBeLessThan(0.02);
  });

  test('capitals, hidden characters and a sentence around it change nothing', () => {
    for (const text of sentences.selfHarm.slice(0, 40)) {
      expect(screen(text.toUpperCase()), text).toContain('SF1');
      expect(screen(`  ${text.replace(' ', ' \u200b')} `), text).toContain('SF1');
      expect(screen(`HRV 45. ${text}. ok?`), text).toContain('SF1');
    }
  });
});

/** Each tenth is weighed by what was learned from the other nine, without any rule. */
test('weighing alone finds most of what it has not seen, and few everyday sentences', () => {
  const folds = 10;
  const found: Record<Topic, number> = { SF1: 0, SF2: 0, everyday: 0 };
  const asked: Record<Topic, number> = { SF1: 0, SF2: 0, everyday: 0 };
  for (let fold = 0; fold < folds; fold++) {
    const without = (examples: Examples): Examples =>
      Object.fromEntries(
        Object.entries<readonly string[]>({ ...examples }).map(([section, texts]) => [
          section,
          texts.filter((_, index) => index % folds !== fold),
        ]),
      ) as unknown as Examples;
    const weights = learned([without(english), without(german)]);
    for (const examples of [english, german]) {
      for (const [section, texts] of Object.entries<readonly string[]>({ ...examples })) {
        const topic = topicOf(section as keyof Examples);
        for (const text of texts.filter((_, index) => index % folds === fold)) {
          const heaviest = sentencesOf(text)
            .map((sentence) => weightOf(sentence, weights))
            .map(({ SF1, SF2 }) => (topic === 'everyday' ? Math.max(SF1, SF2) : topic === 'SF1' ? SF1 : SF2));
          const isHeavy = Math.max(...heaviest) > 7;
          asked[topic]++;
          if (isHeavy) found[topic]++;
        }
      }
    }
  }
  expect(found.SF1 / asked.SF1).toBeGreaterThan(0.6);
  expect(found.SF2 / asked.SF2).toBeGreaterThan(0.7);
  expect(found.everyday / asked.everyday).toBeLessThan(0.06);
});

describe('long and hostile texts come to an end', () => {
  test.each([
    ['German, no full stop', 'nicht mehr brust schmerz ich will kann keine luft leben ende linker arm '],
    ['English, no full stop', 'no chest or pain left arm worst ever sudden i want not to die for '],
    ['one letter', 'a '],
    ['one word without spaces', 'x'],
    ['signs for letters', 'k1!l '],
    ['single letters', 'd i e '],
    ['quotes', "don't'"],
    ['long ago, again and again', 'my father had chest pain last year '],
  ])('%s', (_, piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    expect(Array.isArray(screen(text))).toBe(true);
  });
});
