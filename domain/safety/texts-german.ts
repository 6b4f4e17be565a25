// The fixed texts of `texts.ts` in German; the numbers are those given there.

export const crisisTextGerman = [
  'Es tut mir leid, dass du das durchmachst. Du musst damit nicht allein bleiben, und ich bin nicht die richtige Hilfe: Bitte sprich jetzt mit einem Menschen.',
  'Europäische Union: Ruf 112 an.',
  'USA und Kanada: Ruf 988 an oder schreib dorthin. Vereinigtes Königreich und Irland: Samaritans, 116 123.',
  'Überall sonst, oder wenn du gerade in Gefahr bist: Ruf die Notrufnummer an deinem Ort an oder bitte jemanden in deiner Nähe, bei dir zu bleiben.',
].join('\n');

export const emergencyTextGerman = [
  'Was du beschreibst, braucht Hilfe von Menschen, nicht von einer App. Ruf jetzt den Notruf an: 112 in der Europäischen Union, 999 im Vereinigten Königreich, 911 in den USA und Kanada, sonst die Notrufnummer an deinem Ort.',
  'Fahr nicht selbst. Wenn jemand in der Nähe ist, bitte ihn, bei dir zu bleiben, bis Hilfe da ist.',
].join('\n');

export const helpFooterGerman =
  'Wenn du dich unwohl oder unsicher fühlst, warte nicht auf eine App: Ruf die Notrufnummer an deinem Ort an oder sprich mit jemandem, dem du vertraust.';
