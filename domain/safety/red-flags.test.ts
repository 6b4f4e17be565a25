import { describe, expect, test } from 'vitest';
import { screen } from './red-flags.ts';

const selfHarm = [
  'I want to kill myself',
  'i wanna die',
  'I don’t want to live anymore',
  "I don't want to be here any more.",
  'Sometimes I think everyone would be better off without me',
  'I am suicidal',
  'thinking about suicide again',
  "What's my HRV? Also I want to end my life.",
  'there is no reason to live',
  'life is not worth living',
  "I can't go on like this",
  'I keep hurting myself',
  'I started to self-harm again',
  'I cut my wrists last night',
  'I wish I was dead',
  'I wish I were never born',
  'I am going to take all my pills',
  'I took an overdose',
  'I will jump off a bridge',
  'I hope to never wake up again',
  'I am tired of living',
  "I'm not suicidal but I don't want to live",
  'I\u200b want to K\u0301ILL   myself',
  'just want to\ndie',
  'I hurt myself on purpose',
];

const emergencies = [
  'I have chest pain',
  'My chest hurts when I breathe',
  'there is a tightness in my chest',
  'pressure on my chest since this morning',
  'my chest feels tight',
  'like an elephant sitting on my chest',
  'I think I am having a heart attack',
  'I fainted in the shower',
  'I passed out twice today',
  'I feel like I might faint',
  "I can't breathe",
  'I am short of breath while lying down',
  'severe shortness of breath at rest',
  'struggling to breathe',
  'trouble breathing all night',
  'my left arm is suddenly weak',
  'numbness in my right arm',
  'weakness on one side of my body',
  'my face is drooping',
  'her mouth is crooked and droopy face',
  'my speech is slurred',
  "I can't get my words out",
  'I am coughing up blood',
  'vomiting blood',
  'this is the worst headache of my life',
  'a sudden severe headache came on',
  'thunderclap headache',
  'I am suddenly very confused',
  "I don't know where I am",
  'no fever, chest pain',
  'no headache\nchest pain',
  "I don't know why I have chest pain",
  'I have not slept and have chest pain',
  'not only chest pain',
  'chest pain, my dad had it years ago',
  'My father has chest pain right now',
  'I had chest pain last year and now it is back again',
  'no chest pain yesterday but chest pain today',
  'How did I sleep? My chest is hurting.',
];

const harmless = [
  'How am I today?',
  'What changed since Monday?',
  'no chest pain',
  'I have no chest pain or fainting',
  "I don't have any chest pain",
  'never had chest pain',
  'without shortness of breath',
  'my father had chest pain last year',
  'My dad died of a heart attack',
  'I fainted as a child in 1998, it was nothing',
  'That workout was killing it',
  'I am dead tired',
  'I could die for a coffee',
  'I am dying to know my score',
  'this deadline is killing me',
  'I was killing it on the bike',
  'you gave me a heart attack',
  'I was out of breath after running up the stairs',
  'breathless during the last interval',
  'chest day tomorrow',
  'my chest strap slipped',
  'We did suicide sprints at practice',
  'I watched Suicide Squad',
  'I wanted to die of embarrassment',
  'I cut myself some slack today',
  'I cut myself shaving',
  'I hurt myself playing football',
  'passed out on the couch after dinner',
  'collapsed into bed at ten',
  "I can't breathe through my nose",
  'I am confused about my score',
  'so confused by these numbers',
  'a faint signal from the sensor',
  'my breathing rate was higher',
  'a slight headache from the heat',
  'my legs feel weak after leg day',
  'My swimming stroke got better',
  'blood oxygen looks fine',
  'the worst night of sleep in weeks',
  'I am not suicidal',
  'no thoughts of suicide',
  'I would never hurt myself',
  'I want to live longer',
  'I do not want to train today',
  'What do you remember about my knee pain?',
  'the battery died last night',
  'My heart rate was high because of wine',
  'pain in my knee',
  'how is my right arm training going',
  'slept with blackout curtains',
];

describe('red flags', () => {
  test.each(selfHarm)('self-harm: %s', (text) => expect(screen(text)).toContain('SF1'));
  test.each(emergencies)('emergency: %s', (text) => expect(screen(text)).toContain('SF2'));
  test.each(harmless)('harmless: %s', (text) => expect(screen(text)).toEqual([]));

  test('both at once, self-harm first', () => {
    expect(screen('I took an overdose and I have chest pain')).toEqual(['SF1', 'SF2']);
  });

  test('a long hostile text is read in reasonable time', () => {
    const text = 'no chest my left arm worst ever sudden '.repeat(5_000);
    const start = performance.now();
    screen(text);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
