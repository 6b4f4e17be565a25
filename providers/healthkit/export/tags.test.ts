import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it, test } from 'vitest';
import { createTagReader } from './tags.ts';

type Told = readonly [name: string, attributes?: Readonly<Record<string, string>>];

const read = (bytes: Buffer, cuts: readonly number[] = []): Told[] => {
  const told: Told[] = [];
  const reader = createTagReader({
    open: (name, attributes) => told.push([name, { ...attributes }]),
    close: (name) => told.push([name]),
  });
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (const [index, edge] of edges.entries()) reader.write(bytes.subarray(edges[index - 1] ?? 0, edge));
  reader.end();
  return told;
};
const tags = (xml: string) => read(Buffer.from(xml));

const oracle = (xml: string): Told[] => {
  const told: Told[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => told.push([name, { ...attributes }]));
  parser.on('closetag', ({ name }) => told.push([name]));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return told;
};

const escaped = (value: string): string =>
  value.replace(
    /[&<"'>]/g,
    (mark) => ({ '&': '&amp;', '<': '&lt;', '"': '&quot;', "'": '&#39;', '>': '>' })[mark]!,
  );
const name = fc.constantFrom('Record', 'MetadataEntry', 'Workout', 'B', 'HealthDataOf');
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'Ada’s Apple\u00a0Watch',
    '<<HKDevice: 0x6>, name:Watch>',
    '2026-03-28 22:30:55 +0100',
    'a\tb\nc',
    '😀',
  ),
);
const clean = text.map((value) =>
  [...value.toWellFormed()].filter((mark) => mark >= ' ' || '\t\n'.includes(mark)).join(''),
);
const attributes = fc.dictionary(fc.constantFrom('type', 'value', 'unit', 'key', 'a-b'), clean, {
  noNullPrototype: true,
});
const space = fc.constantFrom(' ', '  ', '\n\t', '\r\n');
const between = fc.constantFrom(
  '',
  '\n ',
  'text',
  '<!-- a > "comment" -->',
  '<![CDATA[ <no>tag</no> ]]>',
  '<?pi <x> ?>',
);

interface Element {
  readonly xml: string;
}
const { element } = fc.letrec<{ element: Element }>((tie) => ({
  element: fc
    .record({
      name,
      attributes,
      space,
      between,
      empty: fc.boolean(),
      children: fc.oneof(
        { maxDepth: 3 },
        fc.constant<Element[]>([]),
        fc.array(tie('element'), { maxLength: 3 }),
      ),
    })
    .map(({ name, attributes, space, between, empty, children }) => {
      const list = Object.entries(attributes).map(
        ([key, value]) => `${space}${key}${space}=${space}"${escaped(value)}"`,
      );
      const inside = `${between}${children.map(({ xml }) => xml).join(between)}`;
      return {
        xml: empty ? `<${name}${list.join('')}${space}/>` : `<${name}${list.join('')}>${inside}</${name} >`,
      };
    }),
}));

test('the tags are those a general parser finds, wherever the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(element, { maxLength: 5 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      (elements, cuts) => {
        const xml = `<?xml version="1.0"?>\n<HealthData locale="en">${elements.map((one) => one.xml).join('\n')}</HealthData>\n`;
        expect(read(Buffer.from(xml), cuts)).toEqual(oracle(xml));
      },
    ),
    { numRuns: 400 },
  );
});

describe('what real exports contain', () => {
  it('is read after a document type that is malformed, unread', () => {
    const head =
      '<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record)>\n<!ATTLIST VisionPrescription\n  type CDATA #REQUIRED\n<!ELEMENT Eye EMPTY>\n]>\n';
    expect(tags(`${head}<HealthData><Record type="a"/></HealthData>`).slice(1, 3)).toEqual([
      ['Record', { type: 'a' }],
      ['Record'],
    ]);
  });

  it('never resolves an entity of its own', () => {
    const head = '<!DOCTYPE HealthData [<!ENTITY x "y"><!ENTITY f SYSTEM "file:///etc/hostname">]>';
    expect(tags(`${head}<HealthData a="&x;&f;&lt;&#65;&#x42;"/>`)).toEqual([
      ['HealthData', { a: '&x;&f;<AB' }],
      ['HealthData'],
    ]);
  });

  it('loses its control characters', () => {
    expect(tags('<HealthData a="x\x0by\x00&#11;z"/>')[0]).toEqual(['HealthData', { a: 'xyz' }]);
  });

  it('may be cut at any byte of a character', () => {
    const bytes = Buffer.from('<HealthData a="Ada’s\u00a0Watch 😀"/>');
    for (let at = 0; at <= bytes.length; at++)
      expect(read(bytes, [at])[0]).toEqual(['HealthData', { a: 'Ada’s\u00a0Watch 😀' }]);
  });

  it.each([
    ['<HealthData><Record type="a"/>', 'export_truncated'],
    ['<HealthData><Record type="a', 'export_truncated'],
    ['<?xml version="1.0"?><html></html>', 'export_unreadable'],
    ['<HealthData><Record type=a/></HealthData>', 'export_unreadable'],
  ])('%j is %s', (xml, code) => {
    expect(() => tags(xml)).toThrow(expect.objectContaining({ code }));
  });

  it('does not hold a tag without end', () => {
    const reader = createTagReader({ open: () => {}, close: () => {} });
    reader.write(Buffer.from('<HealthData a="'));
    const piece = Buffer.alloc(1024 * 1024, 'x');
    expect(() => {
      for (let i = 0; i < 8; i++) reader.write(piece);
    }).toThrow(expect.objectContaining({ code: 'export_unreadable' }));
  });
});
