/** Workbooks part by part, so that a test can write what no program would, and what some do. */
import { strToU8, zipSync } from 'fflate';

export interface BookInput {
  readonly sheets: readonly {
    readonly name: string;
    readonly state?: string;
    readonly rows: string;
    readonly after?: string;
  }[];
  readonly texts?: readonly string[];
  readonly styles?: string;
  /** Further parts of the archive, or others in place of those. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly inBook?: string;
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function xml(text: string): string {
  return text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Rows of plain texts and numbers as the XML of a sheet, beginning with row `first`. */
export function rowsXml(rows: readonly (readonly (string | number | null)[])[], first = 1): string {
  return rows
    .map((cells, y) => {
      const inside = cells.map((value, x) => cellXml(value, `${String.fromCharCode(65 + x)}${first + y}`));
      return `<row r="${first + y}">${inside.join('')}</row>`;
    })
    .join('');
}

function cellXml(value: string | number | null, place: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t>${xml(value)}</t></is></c>`;
}

export function workbook({ sheets, texts, styles, parts = {}, inBook = '' }: BookInput): Uint8Array {
  const all: Record<string, string> = {
    '_rels/.rels': `<Relationships ${relations}><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}"><sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${xml(name)}" sheetId="${i + 1}" r:id="s${i}"${state ? ` state="${state}"` : ''}/>`,
      )
      .join('')}</sheets>${inBook}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${relations}>${sheets
      .map(
        (_, i) => `<Relationship Id="s${i}" Type="${office}/worksheet" Target="worksheets/sheet${i}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="t" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="y" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst ${main}>${(texts ?? []).map((text) => `<si><t>${xml(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': styles ?? `<styleSheet ${main}/>`,
  };
  for (const [i, { rows, after = '' }] of sheets.entries())
    all[`xl/worksheets/sheet${i}.xml`] =
      `<?xml version="1.0" encoding="UTF-8"?><worksheet ${main}><sheetData>${rows}</sheetData>${after}</worksheet>`;
  const octets = Object.entries({ ...all, ...parts }).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(octets));
}
