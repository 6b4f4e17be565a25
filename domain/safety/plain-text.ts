/** Letters of other scripts that look like Latin ones and are typed in their place. */
const lookalikes: Readonly<Record<string, string | undefined>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  к: 'k',
  м: 'm',
  т: 't',
  А: 'A',
  Е: 'E',
  О: 'O',
  Р: 'P',
  С: 'C',
  У: 'Y',
  Х: 'X',
  І: 'I',
  К: 'K',
  М: 'M',
  Т: 'T',
  В: 'B',
  Н: 'H',
  ı: 'i',
  ο: 'o',
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ρ: 'p',
  τ: 't',
  υ: 'u',
};

const isPlain = /^[\x20-\x7e\n]*$/;

/**
 * The same text in one spelling: compatibility forms as plain letters, no accents, no invisible characters (soft
 * hyphens, zero-width, direction marks), Latin letters for their lookalikes, straight quotes. Case and lines stay.
 */
export const plainText = (text: string): string => {
  if (isPlain.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\u115f\u1160\u3164]/gu, '')
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u2010-\u2012\u2212]/g, '-')
    .replace(/[^\n -~]/g, (letter) => lookalikes[letter] ?? letter)
    .replace(/ß/g, 'ss');
};

/** Plain text in lower case, with single spaces. */
export const normalised = (text: string): string => plainText(text).toLowerCase().replace(/\s+/g, ' ').trim();
