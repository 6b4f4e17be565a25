import { type NumericMetricName, numericMetric } from './vocabulary.ts';

/** `value × multiply ÷ divide + add`: both factors are kept so that exact decimal ratios stay exact (72 lb, 178 cm). */
interface Conversion {
  readonly multiply: number;
  readonly divide: number;
  readonly add: number;
}

const times = (multiply: number): Conversion => ({ multiply, divide: 1, add: 0 });
const over = (divide: number): Conversion => ({ multiply: 1, divide, add: 0 });
const same = times(1);

/** 1 mmol/L of glucose is 18.016 mg/dL (molar mass 180.16 g/mol). */
const glucosePerMillimole = 18.016;
/** Thermochemical calorie, ISO 80000-5. */
const joulesPerCalorie = 4.184;
const pascalsPerMillimetreOfMercury = 133.322387415;

const absoluteTemperature: Record<string, Conversion> = {
  'Cel,degC,°C,C,℃': same,
  'degF,[degF],°F,F,℉': { multiply: 5, divide: 9, add: -160 / 9 },
  K: { multiply: 1, divide: 1, add: -273.15 },
};

const temperatureDifference: Record<string, Conversion> = {
  'Cel,degC,°C,C,℃,K': same,
  'degF,[degF],°F,F,℉': { multiply: 5, divide: 9, add: 0 },
};

/** By UCUM unit of the metric: the spellings providers use (comma-separated) and the way to the metric's unit. */
const spellings: Record<string, Record<string, Conversion>> = {
  '/min': {
    '/min,count/min,bpm,beats/min,breaths/min,{beats}/min,1/min,brpm': same,
    'count/s,Hz,/s': times(60),
  },
  ms: { ms: same, 's,sec': times(1000) },
  s: {
    's,sec,second,seconds': same,
    'min,minute,minutes,mins': times(60),
    'h,hr,hrs,hour,hours': times(3600),
    ms: over(1000),
  },
  '%': { '%,percent': same },
  '1': { '1,score': same },
  Cel: absoluteTemperature,
  m: {
    'm,meter,meters': same,
    km: times(1000),
    cm: over(100),
    mm: over(1000),
    'mi,[mi_i]': times(1609.344),
    'ft,[ft_i]': times(0.3048),
    'in,[in_i]': times(0.0254),
    'yd,[yd_i]': times(0.9144),
  },
  kcal: {
    'kcal,Cal,kilocalorie,kilocalories': same,
    cal: over(1000),
    kJ: over(joulesPerCalorie),
    J: over(joulesPerCalorie * 1000),
  },
  kg: {
    kg: same,
    g: over(1000),
    'lb,lbs,[lb_av]': times(0.45359237),
    'st,[stone_av]': times(6.35029318),
    'oz,[oz_av]': times(0.028349523125),
  },
  '{steps}': { '{steps},count,steps': same },
  '{floors}': { '{floors},count,floors,flights': same },
  'mL/kg/min': {
    'mL/kg/min,mL/(kg*min),mL/(kg·min),mL/min·kg,mL/min/kg,mL/(min*kg),mL/min*kg,mL/(min·kg)': same,
  },
  'kg/m2': { 'kg/m2,kg/m^2,kg/m²,count': same },
  'mg/dL': { 'mg/dL': same, 'mmol/L,mmol<180.1558800000541>/L': times(glucosePerMillimole) },
  'mm[Hg]': { 'mm[Hg],mmHg': same, kPa: over(pascalsPerMillimetreOfMercury / 1000) },
  'm/s': { 'm/s': same, 'km/h,km/hr': over(3.6) },
};

function lookup(table: Record<string, Conversion>): Map<string, Conversion> {
  const exact = new Map<string, Conversion>();
  for (const [names, conversion] of Object.entries(table)) {
    for (const name of names.split(',')) exact.set(name, conversion);
  }
  // Case is forgiven where it says nothing.
  for (const [name, conversion] of [...exact]) {
    const lower = name.toLowerCase();
    if (!exact.has(lower)) exact.set(lower, conversion);
  }
  return exact;
}

const conversions = new Map(Object.entries(spellings).map(([unit, table]) => [unit, lookup(table)]));
const differences = lookup(temperatureDifference);
/** "CAL" could be the small calorie or the large one. */
const ambiguousInLowerCase = new Set(['cal']);

function conversionFor(unit: string, table: Map<string, Conversion>): Conversion | undefined {
  const exact = table.get(unit);
  if (exact) return exact;
  const lower = unit.trim().toLowerCase();
  return ambiguousInLowerCase.has(lower) ? undefined : table.get(lower);
}

/**
 * Brings a value from a provider's unit to the unit of its metric.
 *
 * Percentages: HealthKit calls a fraction "%". A "%" of at most 1 that lies below the metric's valid range is therefore
 * read as a fraction (oxygen saturation 0.97 is 97 %); where so small a percentage is valid (sleep efficiency) it stays.
 */
export function convert(
  metric: NumericMetricName,
  value: number,
  unit: string,
): { value: number } | 'unit_unknown' {
  const definition = numericMetric(metric);
  if (definition.unit === '%' && value > 0 && value <= 1 && value < definition.range[0]) {
    return conversionFor(unit, conversions.get('%')!) ? { value: value * 100 } : 'unit_unknown';
  }
  if (unit === definition.unit) return { value };
  const table = definition.isDifference ? differences : conversions.get(definition.unit);
  const conversion = table && conversionFor(unit, table);
  if (!conversion) return 'unit_unknown';
  return { value: (value * conversion.multiply) / conversion.divide + conversion.add };
}
