import type { RedFlag } from './red-flags.ts';
import { crisisTextGerman, emergencyTextGerman, helpFooterGerman } from './texts-german.ts';

// Fixed texts: never worded by a model, never mixed with a state or with coaching.

export const crisisText = [
  'I am sorry you are going through this. You do not have to be alone with it, and I am not the right help: please talk to a person now.',
  'USA and Canada: call or text 988.',
  'United Kingdom and Ireland: call Samaritans on 116 123.',
  'European Union: call 112.',
  'Anywhere else, or if you are in danger right now: call your local emergency number, or ask someone near you to stay with you.',
].join('\n');

export const emergencyText = [
  'What you describe needs help from people, not from an app. Call emergency services now: 911 in the USA and Canada, 999 in the United Kingdom, 112 in the European Union, elsewhere your local emergency number.',
  'Do not drive yourself. If someone is near, ask them to stay with you until help is there.',
].join('\n');

/** Shown below a reply when the message could not be checked for warning signs. */
export const helpFooter =
  'If you feel unwell or unsafe, do not wait for an app: call your local emergency number or talk to someone you trust.';

/** Languages in which red flags are looked for and answered. */
export type SafetyLanguage = 'en' | 'de';

const texts: Readonly<Record<SafetyLanguage, Readonly<Record<RedFlag, string>>>> = {
  en: { SF1: crisisText, SF2: emergencyText },
  de: { SF1: crisisTextGerman, SF2: emergencyTextGerman },
};

export const safetyText = (flags: readonly RedFlag[], language: SafetyLanguage = 'en'): string =>
  flags.map((flag) => texts[language][flag]).join('\n\n');

export const footerIn = (language: SafetyLanguage): string =>
  language === 'de' ? helpFooterGerman : helpFooter;
