import type { Both, Said } from '../../../files/index.ts'

/** Where a file is wrong. */
type Place = { name: string; line: number }
type Named = { name: string }

const asXlsx = {
  en: 'Open it in a spreadsheet program and save it as XLSX without password, or as CSV.',
  zh: '请用表格软件打开，另存为无密码的 XLSX 或 CSV。',
}
const closeQuote = {
  en: 'Close the quote; one that belongs to the text is written twice ("").',
  zh: '请补上引号；属于文本本身的引号要写两次（""）。',
}
const nameColumns = {
  en: 'Its first line must name the columns.',
  zh: '第一行必须是各列的名称。',
}
const at = ({ name, line }: Place) => ({
  en: (what: string) => `${name}, line ${line}: ${what}`,
  zh: (what: string) => `${name} 第 ${line} 行：${what}`,
})

/** The same fault at a line of a file. */
const inLine = (place: Place, what: { en: string; zh: string }, hint: typeof asXlsx): Both => ({
  en: [at(place).en(what.en), hint.en],
  zh: [at(place).zh(what.zh), hint.zh],
})

/** What can be wrong with a file itself: by name, with the values that it is about. */
export const fileWords = {
  unreadable: ({ path, near }: { path: string; near: string }): Both => ({
    en: [
      `cannot read the file ${path}`,
      `${near === '' ? '' : `Did you mean ${near}? `}Check its name and folder, and that this user may read it.`,
    ],
    zh: [
      `无法读取文件 ${path}`,
      `${near === '' ? '' : `是否指 ${near}？`}请检查文件名和目录，以及当前用户是否有权读取。`,
    ],
  }),
  folder: ({ path }: { path: string }): Both => ({
    en: [`${path} is not a file`, 'Name the XLSX, CSV or CSV.gz file itself.'],
    zh: [`${path} 不是文件`, '请指定 XLSX、CSV 或 CSV.gz 文件本身。'],
  }),
  none: (_: object): Both => ({
    en: ['There is no file, or it is empty.', 'Choose a file with a header and rows.'],
    zh: ['没有文件，或文件是空的。', '请选择有表头和数据行的文件。'],
  }),
  empty: (place: Place): Both =>
    inLine(place, { en: 'the file is empty', zh: '文件是空的' }, nameColumns),
  noHeader: (place: Place): Both =>
    inLine(
      place,
      { en: 'there is no header', zh: '此处没有表头' },
      { en: 'Mend `header` in the mapping.', zh: '请更正映射中的 `header`。' },
    ),
  manyColumns: ({
    line,
    columns,
    most,
  }: {
    line: number
    columns: number
    most: number
  }): Both => ({
    en: [
      `Line ${line} has ${columns} columns; ${most} are read here.`,
      'Leave out columns that are not needed, or import the file with `jidoka import` and a mapping.',
    ],
    zh: [
      `第 ${line} 行有 ${columns} 列，这里最多读取 ${most} 列。`,
      '请删去不需要的列，或用 `jidoka import` 和映射文件导入。',
    ],
  }),
  noTable: (_: object): Both => ({
    en: [
      'There is no table in the file.',
      'A line must name the columns, and rows must follow below it.',
    ],
    zh: ['文件中没有表格。', '需要有一行列名，下面是数据行。'],
  }),
  oldWorkbook: ({ name }: Named): Both => ({
    en: [`${name} is a workbook of before 2007 (.xls)`, asXlsx.en],
    zh: [`${name} 是 2007 年以前的工作簿（.xls）`, asXlsx.zh],
  }),
  password: ({ name }: Named): Both => ({
    en: [`${name} is protected by a password`, asXlsx.en],
    zh: [`${name} 有密码保护`, asXlsx.zh],
  }),
  otherKind: ({ name, kind, advice }: Named & { kind: string; advice: 'document' | 'table' }) => ({
    en: [
      `${name} is a ${kind} file, whatever its name says`,
      advice === 'document'
        ? 'A document goes in with `jidoka docs add`; a table must be XLSX, CSV or CSV.gz.'
        : 'Give the table as XLSX, CSV or CSV.gz.',
    ] as Said,
    zh: [
      `${name} 实际是 ${kind} 文件`,
      advice === 'document'
        ? '文档请用 `jidoka docs add` 添加；表格须为 XLSX、CSV 或 CSV.gz。'
        : '请提供 XLSX、CSV 或 CSV.gz 格式的表格。',
    ] as Said,
  }),
  binary: (place: Place): Both =>
    inLine(
      place,
      { en: 'this is a binary file, not CSV', zh: '这是二进制文件，不是 CSV' },
      { en: 'Export it as CSV and import that.', zh: '请导出为 CSV 后再导入。' },
    ),
  otherEncoding: ({ encoding, other, ...place }: Place & Record<'encoding' | 'other', string>) =>
    inLine(
      place,
      { en: `this is not ${encoding} text`, zh: `不是 ${encoding} 编码的文本` },
      {
        en: `Where the file is ${other}, write \`encoding: ${other}\` beside its match in the mapping; else save it as ${encoding}.`,
        zh: `若文件是 ${other} 编码，请在映射中 match 旁写 \`encoding: ${other}\`；否则请另存为 ${encoding}。`,
      },
    ),
  noEncoding: ({ name }: Named): Both => ({
    en: [
      `${name} is no text in UTF-8, UTF-16 or GBK`,
      'Save it as CSV in UTF-8, or as XLSX; for another encoding give a mapping with `encoding`.',
    ],
    zh: [
      `${name} 不是 UTF-8、UTF-16 或 GBK 编码的文本`,
      '请另存为 UTF-8 编码的 CSV 或 XLSX；其他编码请在映射中用 `encoding` 指明。',
    ],
  }),
  damagedGzip: (place: Place): Both =>
    inLine(
      place,
      { en: 'the gzip file is damaged from here', zh: 'gzip 文件从此处起已损坏' },
      { en: 'Fetch or pack the file again.', zh: '请重新获取或重新压缩该文件。' },
    ),
  openQuote: (place: Place): Both =>
    inLine(place, { en: 'a quote is not closed', zh: '引号没有闭合' }, closeQuote),
  longRecord: (place: Place): Both =>
    inLine(
      place,
      {
        en: 'a record is longer than 1 MiB; a quote is probably not closed',
        zh: '一条记录超过 1 MiB，可能有引号没有闭合',
      },
      closeQuote,
    ),
  strayQuote: (place: Place): Both =>
    inLine(
      place,
      { en: 'a quote stands in the middle of a cell', zh: '单元格中间出现引号' },
      closeQuote,
    ),
  badLine: ({ why, ...place }: Place & { why: string }): Both =>
    inLine(
      place,
      { en: why, zh: `无法读取（${why}）` },
      {
        en: 'Mend this line, then import the file again.',
        zh: '请改正此行，然后重新导入该文件。',
      },
    ),
  noSheet: ({ name, sheet, others }: Named & { sheet: string; others: string }): Both => ({
    en: [`${name} has no sheet ${sheet}`, `It has ${others || 'none'}.`],
    zh: [`${name} 中没有工作表 ${sheet}`, `其中有：${others || '无'}。`],
  }),
  noColumn: ({ column, near, columns }: { column: string; near: boolean; columns: string }) => ({
    en: [
      `the file has no column ${column}`,
      `Columns${near ? ' near it' : ''}: ${columns}.`,
    ] as Said,
    zh: [`文件中没有“${column}”列`, `${near ? '相近的列' : '已有的列'}：${columns}。`] as Said,
  }),
  listChanged: ({ field, value, ...place }: Place & { field: string; value: string }): Both =>
    inLine(
      place,
      { en: `${field} cannot be "${value}"`, zh: `${field} 不能是“${value}”` },
      {
        en: 'Leave the first six columns as they were; mend those behind them.',
        zh: '前六列请保持原样，只改正后面的列。',
      },
    ),
}
