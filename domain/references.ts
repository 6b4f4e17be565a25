/**
 * How far a publication was checked for this project. `verified`: the work itself (or its abstract or code) was read
 * for what is taken from it. `title`: only that it exists. `link`: only that its address leads to it. `secondary`: known from another text that reports it.
 * `unverified`: from memory. Only `verified` ones may be shown to a user as a citation.
 */
export type Verification = 'verified' | 'title' | 'link' | 'secondary' | 'unverified';

export interface Reference {
  readonly citation: string;
  readonly verification: Verification;
}

const verified = (citation: string): Reference => ({ citation, verification: 'verified' });
const title = (citation: string): Reference => ({ citation, verification: 'title' });
const link = (citation: string): Reference => ({ citation, verification: 'link' });
const secondary = (citation: string): Reference => ({ citation, verification: 'secondary' });
const unverified = (citation: string): Reference => ({ citation, verification: 'unverified' });

/** Every publication that a formula, a rule or an intervention names, by id. */
export const references = {
  alavi2022: verified('Alavi et al. 2022, Nat Med 28:175, 10.1038/s41591-021-01593-2'),
  altini2021: verified('Altini & Plews 2021, Sensors 21:7932'),
  balban2023: unverified('Balban et al. 2023, Cell Rep Med 4:100895'),
  banister1991: unverified('Banister 1991, Modeling elite athletic performance'),
  belenky2003: unverified('Belenky et al. 2003, J Sleep Res 12:1'),
  bell2023: verified('Bell et al. 2023, Sports Med Open, 10.1186/s40798-023-00633-0'),
  benjamini1995: unverified('Benjamini & Hochberg 1995, J R Stat Soc B 57:289'),
  bosquet2007: unverified('Bosquet et al. 2007, Med Sci Sports Exerc 39:1358'),
  brooks2006: unverified('Brooks & Lack 2006, Sleep 29:831'),
  brown2022: unverified('Brown et al. 2022, PLoS Biol 20:e3001571'),
  buchheit2014: verified('Buchheit 2014, Front Physiol 5:73'),
  cent2015: unverified('CENT 2015, reporting of n-of-1 trials'),
  chaillou2022: verified('Chaillou et al. 2022, Sports Med Open 8:37'),
  cribb2023: verified('Cribb et al. 2023, eLife 88359'),
  dueking2021: verified('Düking et al. 2021, J Sci Med Sport, PMID 34489178'),
  flatt2015: verified('Flatt & Esco 2015, Int J Sports Physiol Perform 10:994'),
  flatt2018: verified('Flatt & Esco 2018, Sports 6:93'),
  foster1998: title('Foster 1998, Med Sci Sports Exerc 30:1164'),
  foster2001: title('Foster et al. 2001, J Strength Cond Res 15:109'),
  gardiner2023: verified('Gardiner et al. 2023, Sleep Med Rev 69:101764'),
  goessl2017: unverified('Goessl et al. 2017, Psychol Med 47:2578'),
  impellizzeri2020: verified('Impellizzeri et al. 2020, Sports Med, 10.1007/s40279-020-01378-6'),
  ioc2023: unverified('IOC consensus on relative energy deficiency in sport 2023'),
  javaloyes2019: unverified('Javaloyes et al. 2019, Int J Sports Physiol Perform'),
  kitamura2016: unverified('Kitamura et al. 2016, Sci Rep 6:35812'),
  kiviniemi2007: verified('Kiviniemi et al. 2007, Eur J Appl Physiol, 10.1007/s00421-007-0552-2'),
  laborde2022: secondary('Laborde et al. 2022, slow-paced breathing, 223 studies'),
  lastella2021: verified('Lastella et al. 2021, Nat Sci Sleep 13:841'),
  laukkanen2015: unverified('Laukkanen et al. 2015, JAMA Intern Med 175:542'),
  laukkanen2019: unverified('Laukkanen et al. 2019, sauna and heart rate variability'),
  lehrer2020: unverified('Lehrer et al. 2020, Appl Psychophysiol Biofeedback 45:109'),
  leota2025: verified('Leota et al. 2025, Nat Commun, s41467-025-58271-x'),
  lipponen2019: verified('Lipponen & Tarvainen 2019, J Med Eng Technol 43:173'),
  mah2011: unverified('Mah et al. 2011, Sleep 34:943'),
  manresa2021: verified('Manresa-Rocamora et al. 2021, Int J Environ Res Public Health 18:10299'),
  meeusen2013: verified('Meeusen et al. 2013, Med Sci Sports Exerc 45:186'),
  menaspa2017: title('Menaspà 2017, Br J Sports Med'),
  mesas2023: verified('Mesas et al. 2023, Br J Sports Med 57:417'),
  miller2020: verified('Miller et al. 2020, PLoS One, medRxiv 2020.06.18.20131417'),
  mishra2020: unverified('Mishra et al. 2020, Nat Biomed Eng 4:1208'),
  natarajan2020: verified('Natarajan et al. 2020, NPJ Digit Med, s41746-020-00363-7'),
  natarajan2021: verified('Natarajan et al. 2021, NPJ Digit Med 4:136'),
  nsf2015: unverified('National Sleep Foundation 2015, sleep time duration recommendations'),
  nuuttila2022: verified('Nuuttila et al. 2022, Med Sci Sports Exerc 54:1690'),
  phillips2017: link('Phillips et al. 2017, Sci Rep, s41598-017-03171-4'),
  pietilae2018: verified('Pietilä et al. 2018, JMIR Ment Health 5:e23'),
  pinero2023: title('Piñero et al. 2023, SportRxiv 301'),
  plews2012: verified('Plews et al. 2012, Eur J Appl Physiol 112:3729'),
  plews2013: unverified('Plews et al. 2013, Sports Med 43:773'),
  plews2014: verified('Plews et al. 2014, Int J Sports Physiol Perform 9:783'),
  quer2021: unverified('Quer et al. 2021, Nat Med 27:73'),
  radin2020: verified('Radin et al. 2020, Lancet Digit Health 2:e85'),
  reimers2018: unverified('Reimers et al. 2018, J Clin Med 7:503'),
  satterthwaite1946: unverified('Satterthwaite 1946, Biometrics Bull 2:110'),
  scullin2018: unverified('Scullin et al. 2018, J Exp Psychol Gen 147:139'),
  shao2024: verified('Shao et al. 2024, Mindfulness, 10.1007/s12671-023-02294-2'),
  sharpe2023: verified('Sharpe et al. 2023, J Psychosom Res, PMID 36731199'),
  smarr2020: verified('Smarr et al. 2020, Sci Rep 10:21640'),
  taskforce1996: unverified('Task Force 1996, Eur Heart J 17:354'),
  tian2013: verified('Tian et al. 2013, J Strength Cond Res, 10.1519/jsc.0b013e31826caef8'),
  vandongen2003: unverified('Van Dongen et al. 2003, Sleep 26:117'),
  vesterinen2016: verified('Vesterinen et al. 2016, Med Sci Sports Exerc 48:1347'),
  wang2023: verified('Wang et al. 2023, PLoS One 18:e0282838'),
  williams2017: verified('Williams et al. 2017, Br J Sports Med 51:209'),
  williams2018: verified('Williams et al. 2018, J Sports Sci Med 17:402'),
  windred2021: verified('Windred et al. 2021, Sleep 44:zsab254'),
  windred2024: verified('Windred et al. 2024, Sleep zsad253'),
  yfantidou2022: link('Yfantidou et al. 2022, Sci Data 9:663'),
} as const satisfies Record<string, Reference>;

export type ReferenceId = keyof typeof references;

/** The citations that may be shown to a user, in the given order: the verified ones among the ids. */
export const shownCitations = (ids: readonly ReferenceId[]): string[] =>
  ids
    .map((id) => references[id])
    .filter((reference) => reference.verification === 'verified')
    .map((reference) => reference.citation);
