import type { ReadingFlag, SafetyLevel } from './finding.ts';
import { noticeTextsGerman } from './notice-texts-german.ts';
import type { SafetyLanguage } from './texts.ts';

/** Fixed texts of red flags of readings and reports: by level, and those that a flag has of its own. */
export interface NoticeTexts {
  readonly levels: Readonly<Record<SafetyLevel, string>>;
  readonly own: Readonly<Partial<Record<`${ReadingFlag} ${SafetyLevel}`, string>>>;
}

const outside =
  'Some of your values are outside the range this wellness app is designed for. Wearable values are estimates and can be wrong.';

/** Thresholds are internal: what is shown names no disease and no limit (section 6.3). */
const english: NoticeTexts = {
  levels: {
    emergency: `${outside} Please contact a health professional now. If you feel unwell or short of breath, call your local emergency number.`,
    urgent: `${outside} Please contact a health professional soon today. If you feel unwell, faint or short of breath, call your local emergency number.`,
    same_day: `${outside} Consider contacting a health professional today, above all if you feel unwell.`,
    clinician: `${outside} It may be helpful to talk to a health professional about it.`,
    no_exercise:
      'With what you reported, rest is the better choice: no training until you have felt well for a day.',
    data_quality:
      'Your heart beats of this night could not be read well enough, so HRV is not interpreted. If you feel palpitations, talk to a health professional.',
    general_only:
      'With what you told us, usual ranges do not apply to you. You see your sleep and general tips, but no state and no score.',
  },
  own: {
    'SF8 clinician':
      'What you reported can have many reasons, and eating and training are two of them. A professional who knows about both, such as a sports physician or a dietitian, can help you sort it out.',
    'SF9 clinician':
      'This has lasted for a while. It may be helpful to talk to a sports physician or your own: they can look for reasons that no wearable sees.',
    'SF10 clinician':
      'What you reported about your sleep is worth a conversation with a clinician or a sleep clinic. If you get sleepy while driving, please do not drive.',
    'SF11 urgent':
      'With chest pain or palpitations after being ill, please talk to a clinician before you train again. If it is there now, call your local emergency number.',
  },
};

const byLanguage: Readonly<Record<SafetyLanguage, NoticeTexts>> = { en: english, de: noticeTextsGerman };

interface Noticed {
  readonly flag: ReadingFlag;
  readonly level: SafetyLevel;
}

export const fixedText = ({ flag, level }: Noticed, language: SafetyLanguage): string => {
  const { own, levels } = byLanguage[language];
  return own[`${flag} ${level}`] ?? levels[level];
};

/** A notice in another language; the words of a device stay its own. */
export const noticeText = (notice: Noticed & { readonly text: string }, language: SafetyLanguage): string =>
  notice.text === fixedText(notice, 'en') ? fixedText(notice, language) : notice.text;
