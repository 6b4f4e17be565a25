import type { NoticeTexts } from './notice-texts.ts';

const outside =
  'Einige deiner Werte liegen außerhalb des Bereichs, für den diese Wellness-App gedacht ist. Werte von Wearables sind Schätzungen und können falsch sein.';

/** The fixed texts of `notice-texts.ts` in German. */
export const noticeTextsGerman: NoticeTexts = {
  levels: {
    emergency: `${outside} Bitte wende dich jetzt an medizinisches Fachpersonal. Wenn du dich unwohl fühlst oder schlecht Luft bekommst, ruf die Notrufnummer an deinem Ort an.`,
    urgent: `${outside} Bitte wende dich noch heute bald an medizinisches Fachpersonal. Wenn dir unwohl oder schwindlig ist oder du schlecht Luft bekommst, ruf die Notrufnummer an deinem Ort an.`,
    same_day: `${outside} Überleg dir, heute medizinisches Fachpersonal zu fragen, vor allem wenn du dich unwohl fühlst.`,
    clinician: `${outside} Es kann hilfreich sein, mit medizinischem Fachpersonal darüber zu sprechen.`,
    no_exercise:
      'Nach dem, was du berichtet hast, ist Ruhe die bessere Wahl: kein Training, bis du dich einen Tag lang wohlgefühlt hast.',
    data_quality:
      'Deine Herzschläge dieser Nacht waren nicht gut genug zu lesen, deshalb wird die HRV nicht gedeutet. Wenn du Herzklopfen oder Herzstolpern spürst, sprich mit medizinischem Fachpersonal.',
    general_only:
      'Nach dem, was du uns gesagt hast, gelten die üblichen Bereiche für dich nicht. Du siehst deinen Schlaf und allgemeine Hinweise, aber keinen Zustand und keine Punktzahl.',
  },
  own: {
    'SF8 clinician':
      'Was du berichtet hast, kann viele Gründe haben, und Essen und Training sind zwei davon. Wer sich mit beidem auskennt, etwa in einer sportmedizinischen Praxis oder einer Ernährungsberatung, kann dir helfen, es einzuordnen.',
    'SF9 clinician':
      'Das dauert nun schon eine Weile. Es kann hilfreich sein, in einer sportmedizinischen oder deiner eigenen Praxis darüber zu sprechen: Dort lässt sich nach Gründen suchen, die kein Wearable sieht.',
    'SF10 clinician':
      'Was du über deinen Schlaf berichtet hast, ist ein Gespräch in deiner Praxis oder in einem Schlaflabor wert. Wenn du am Steuer müde wirst, fahr bitte nicht.',
    'SF11 urgent':
      'Mit Schmerzen in der Brust oder Herzklopfen nach einer Krankheit: Bitte sprich mit einer Ärztin oder einem Arzt, bevor du wieder trainierst. Wenn es jetzt da ist, ruf die Notrufnummer an deinem Ort an.',
  },
};
