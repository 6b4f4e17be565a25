import { normalised } from './clauses.ts';
import { emergencyGerman, emergencyGermanIdioms, emergencyGermanNegative } from './emergency-german.ts';
import { selfHarmGerman, selfHarmGermanIdioms, selfHarmGermanNegated } from './self-harm-german.ts';

/** Characters before a match in which a negation is looked for; keeps hostile texts cheap. */
const reach = 120;

const conjunctions = /\b(?:aber|doch|jedoch|allerdings|trotzdem|sondern|obwohl|seitdem|dafur)\b/;

/** As the lexicon is written: umlauts bare, whether typed as ä or as ae. */
const spellings = (text: string): string[] => {
  const plain = normalised(text).replace(/ß/g, 'ss');
  const folded = plain.replace(/([aou])e/g, '$1');
  return folded === plain ? [plain] : [plain, folded];
};

const partsOf = (text: string, ends: RegExp): string[] =>
  text
    .split(ends)
    .flatMap((part) => part.split(conjunctions))
    .map((part) => part.trim())
    .filter((part) => part !== '');

const without = (text: string, idioms: readonly RegExp[]): string =>
  idioms.reduce((rest, idiom) => rest.replace(idiom, ' '), text).replace(/\s+/g, ' ');

/** German puts the verb after the comma ("ich wünschte, ich wäre tot"): whole sentences are read as well as clauses. */
export const germanSelfHarm = (text: string): boolean =>
  spellings(text).some((spelling) =>
    [
      ...partsOf(spelling, /[.!?;:()]+/).map((part) => part.replace(/[,\s-]+/g, ' ')),
      ...partsOf(spelling, /[.!?;:,()]+/),
    ].some((part) => {
      const rest = without(part, selfHarmGermanIdioms).replace(selfHarmGermanNegated, ' ').trim();
      return selfHarmGerman.some((pattern) => pattern.test(rest)) && !isOver(part);
    }),
  );

export const germanEmergency = (text: string): boolean =>
  spellings(text).some((spelling) => {
    const parts = [...partsOf(spelling, /[.!?;:,()]+/), ...partsOf(spelling, /[.!?;:()]+/)];
    return parts.some((part) => saysEmergency(part.replace(/[,\s-]+/g, ' ')) && !isOver(part));
  });

function saysEmergency(part: string): boolean {
  const rest = without(part, emergencyGermanIdioms).trim();
  if (emergencyGermanNegative.some((pattern) => pattern.test(rest))) return true;
  return emergencyGerman.some((pattern) => {
    for (const match of rest.matchAll(new RegExp(pattern, 'g'))) {
      const before = rest.slice(Math.max(0, match.index - reach), match.index);
      const after = rest.slice(match.index + match[0].length);
      if (!negationBefore.test(before) && !negationInside.test(match[0]) && !negationAfter.test(after))
        return true;
    }
    return false;
  });
}

/** Words that may stand between a negation and what it negates. */
const negationBefore =
  /\b(kein|keine|keinen|keiner|keinem|keinerlei|nicht|nie|niemals|ohne|weder|noch nie|frei von)( (die|der|das|den|dem|eine|einen|ein|mehr|irgendwelche|starke\w*|richtige\w*|akute\w*|und|oder|noch|auch|schmerzen|fieber|druck|enge|atemnot|brustschmerzen|schwindel|ubelkeit|husten|anzeichen|von|fur|symptome|wie|zu))*\s*$/;
const negationInside = /\b(kein|keine|keinen|keiner|nicht|nie|ohne)\b/;
const negationAfter =
  /^( \w+){0,2} (habe?|hatte|gibt es|sind|ist|war|waren|kenne|spure)( ich| bei mir| da)?( \w+)? (nicht|nie|keine?n?|weg|vorbei|verschwunden)\b/;

const someoneElse =
  /\b(mein|dein|sein|ihr|unser)(e|er|en|em|es)? (\w+ )?(vater|papa|mutter|mama|eltern|bruder|schwester|sohn|tochter|mann|frau|partner\w*|freund\w*|onkel|tante|cousin\w*|oma|opa|grossmutter|grossvater|nachbar\w*|chef\w*|kolleg\w*|trainer\w*|hund|katze)\b|\b(der|die|ein|eine) (nachbar\w*|kolleg\w*|figur|hauptfigur|protagonist\w*|schauspieler\w*|lehrer\w*)\b/;
const longAgo =
  /\b(letzt|vorletzt|vergangen)(es|en|er) (jahr|jahrzehnt|jahrhundert|sommer|winter|fruhling|herbst|monat)\b|\bvor( \w+){1,2} (jahr|jahren|monaten|jahrzehnten)\b|\bals kind\b|\bin meiner (jugend|kindheit)\b|\b(19|20)\d\d\b|\bals ich( \w+)? (klein|jung|kind|teenager|\d+)\b|\bfruher mal\b|\bdamals\b/;
const past =
  /\b(hatte|hatten|war|waren|starb|gestorben|erlitt|bekam|wurde|fiel|gehabt|hat|ist|bin|verubte|beging|begangen)\b/;
const present =
  /\b(jetzt|heute|wieder|immer noch|noch immer|gerade|momentan|aktuell|seit|gestern|diese woche|plotzlich|auf einmal|eben|soeben)\b/;

/** Told as past: somebody else's or long ago, and nothing of it is said to be so now. */
function isOver(part: string): boolean {
  if (present.test(part)) return false;
  if (someoneElse.test(part) && !/\b(ich|mich|mir) (bin|habe|hab|fuhle|will|auch)\b/.test(part)) {
    return /\b(hatte|hatten|war|waren|starb|gestorben|erlitt|bekam|wurde|fiel|gehabt|verubte|beging|begangen)\b/.test(
      part,
    );
  }
  return longAgo.test(part) && past.test(part);
}
