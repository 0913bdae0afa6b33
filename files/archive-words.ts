import type { Both } from './fault.ts'

type Named = { name: string; kind: ArchiveKind }
export type ArchiveKind = 'XLSX' | 'DOCX' | 'PPTX' | 'ZIP'

const asXlsx = {
  en: 'Open it in a spreadsheet program and save it as XLSX without password, or as CSV.',
  zh: '请用表格软件打开，另存为无密码的 XLSX 或 CSV。',
}
const saveAgain = {
  en: 'Open it in the program that made it and save it again.',
  zh: '请用原软件打开并重新保存。',
}
const packAgain = {
  en: 'Pack the files again, or add them one by one.',
  zh: '请重新打包，或逐个添加文件。',
}
const asCsv = {
  en: 'Save the sheet as CSV and import that: CSV has no limit.',
  zh: '请将工作表另存为 CSV 后导入：CSV 没有此限制。',
}

const remedyOf = (kind: ArchiveKind, ofWorkbook: typeof asCsv): typeof asCsv => {
  if (kind === 'XLSX') return ofWorkbook
  return kind === 'ZIP' ? packAgain : saveAgain
}

/** What can be wrong with an archive, and with what lies in one. */
export const archiveWords = {
  damaged: ({ name, kind, why }: Named & { why: string }): Both => ({
    en: [`${name} cannot be read as ${kind}: ${why}`, remedyOf(kind, asXlsx).en],
    zh: [`${name} 无法按 ${kind} 读取（${why}）`, remedyOf(kind, asXlsx).zh],
  }),
  locked: ({ name, kind, part }: Named & { part: string }): Both => ({
    en: [`${name}: ${part} is locked with a password`, remedyOf(kind, asXlsx).en],
    zh: [`${name}：${part} 有密码保护`, remedyOf(kind, asXlsx).zh],
  }),
  noWorkbook: ({ name }: { name: string }): Both => ({
    en: [`${name} is a zip archive without a workbook in it`, asXlsx.en],
    zh: [`${name} 是压缩包，其中没有工作簿`, asXlsx.zh],
  }),
  partDamaged: ({
    part,
    why,
    kind,
  }: Omit<Named, 'name'> & { part: string; why: string }): Both => ({
    en: [`the ${kind} file is damaged in ${part}: ${why}`, saveAgain.en],
    zh: [`${kind} 文件的 ${part} 部分已损坏（${why}）`, saveAgain.zh],
  }),
  manyParts: ({ name, kind, parts }: Named & { parts: number }): Both => ({
    en: [`${name} is refused: it has ${parts} parts, as a zip bomb does`, remedyOf(kind, asCsv).en],
    zh: [`${name} 被拒收：内含 ${parts} 个部分，疑似压缩炸弹`, remedyOf(kind, asCsv).zh],
  }),
  packed: ({ name, kind, part, times }: Named & { part: string; times: number }): Both => ({
    en: [
      `${name} is refused: it packs ${part} ${times} times, as a zip bomb does`,
      remedyOf(kind, asCsv).en,
    ],
    zh: [`${name} 被拒收：${part} 压缩了 ${times} 倍，疑似压缩炸弹`, remedyOf(kind, asCsv).zh],
  }),
  bursting: ({
    name,
    kind,
    part,
    mb,
    most,
  }: Named & { part: string; mb: number; most: number }): Both => ({
    en: [
      `${name} is refused: it unpacks ${part} to ${mb} MB, more than ${most}, as a zip bomb does`,
      remedyOf(kind, asCsv).en,
    ],
    zh: [
      `${name} 被拒收：${part} 解压后有 ${mb} MB，超过 ${most} MB，疑似压缩炸弹`,
      remedyOf(kind, asCsv).zh,
    ],
  }),
  wideRow: ({
    line,
    sheet,
    columns,
    characters,
  }: Record<'columns' | 'characters' | 'line', number> & { sheet: string }): Both => ({
    en: [
      `row ${line} of sheet ${sheet} is too large`,
      `A row has at most ${columns} columns and ${characters} characters.`,
    ],
    zh: [`工作表 ${sheet} 第 ${line} 行过大`, `一行最多 ${columns} 列、${characters} 个字符。`],
  }),
}
