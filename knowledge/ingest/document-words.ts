import type { Both } from '../../files/index.ts'

type Named = { name: string }

const asPdf = {
  en: 'Open it in the program that made it and save it as PDF or DOCX, then add that.',
  zh: '请用原软件打开，另存为 PDF 或 DOCX 后添加。',
}
const withoutPassword = {
  en: 'Save a copy without a password and add that.',
  zh: '请另存一份不带密码的副本后添加。',
}
const exportAgain = {
  en: 'Open it in a PDF reader and export it again, then add the new file.',
  zh: '请用 PDF 阅读器打开并重新导出，然后添加新文件。',
}
const splitIt = {
  en: 'Split it by chapter and add the parts.',
  zh: '请按章节拆分后分别添加。',
}
const unpackIt = {
  en: 'Unpack it and add the files, or pack them as ZIP.',
  zh: '请解压后添加其中的文件，或改用 ZIP 打包。',
}
const installOcr = (command: string): { en: string; zh: string } => ({
  en: `Text recognition is not installed here. Install it with \`${command}\` and add the file again, or run it elsewhere (for example \`ocrmypdf in.pdf out.pdf\`) and add the result.`,
  zh: `此服务器未安装文字识别。请运行 \`${command}\` 安装后重新添加，或先用其他工具识别（如 \`ocrmypdf in.pdf out.pdf\`），再添加结果。`,
})

/** What can be wrong with a document: by name, with the values that it is about. */
export const documentWords = {
  empty: ({ name }: Named): Both => ({
    en: [`"${name}" is empty.`, 'Send a file that has content.'],
    zh: [`“${name}”是空文件。`, '请发送有内容的文件。'],
  }),
  noText: ({ name }: Named): Both => ({
    en: [`"${name}" has no text.`, 'Send a file that has words in it.'],
    zh: [`“${name}”中没有文字。`, '请发送含有文字的文件。'],
  }),
  large: ({ name, mb }: Named & { mb: string }): Both => ({
    en: [`"${name}" has ${mb} MB; at most 50 MB are taken.`, splitIt.en],
    zh: [`“${name}”有 ${mb} MB，最多接收 50 MB。`, splitIt.zh],
  }),
  muchText: ({ name, most }: Named & { most: number }): Both => ({
    en: [
      `"${name}" has more than ${most} million characters of text.`,
      'Split it by chapter; a table of data goes in with `jidoka import`.',
    ],
    zh: [
      `“${name}”的文字超过 ${most * 100} 万个字符。`,
      '请按章节拆分；数据表请用 `jidoka import` 导入。',
    ],
  }),
  binary: ({ name }: Named): Both => ({
    en: [
      `"${name}" is not text: it holds binary data.`,
      'Send text as UTF-8 (.md, .txt) or the original as .pdf, .docx, .xlsx or .pptx.',
    ],
    zh: [
      `“${name}”不是文本，而是二进制数据。`,
      '请发送 UTF-8 文本（.md、.txt），或 .pdf、.docx、.xlsx、.pptx 原件。',
    ],
  }),
  isText: ({ name, kind }: Named & { kind: string }): Both => ({
    en: [
      `"${name}" is not a ${kind}, whatever its name says: it is text.`,
      'Send the original itself, or name the file by what it is (.md, .txt, .html).',
    ],
    zh: [
      `“${name}”的扩展名是 ${kind}，内容却是纯文本。`,
      '请发送原件，或按实际内容命名（.md、.txt、.html）。',
    ],
  }),
  pdfDamaged: ({ name }: Named): Both => ({
    en: [`"${name}" cannot be read as a PDF: the file is damaged.`, exportAgain.en],
    zh: [`“${name}”无法按 PDF 读取：文件已损坏。`, exportAgain.zh],
  }),
  locked: ({ name }: Named): Both => ({
    en: [`"${name}" is encrypted: it takes a password to open it.`, withoutPassword.en],
    zh: [`“${name}”已加密，需要密码才能打开。`, withoutPassword.zh],
  }),
  noTextLayer: ({ name, command }: Named & { command: string }): Both => ({
    en: [`"${name}" has no text layer: its pages are pictures.`, installOcr(command).en],
    zh: [`“${name}”没有文字层，各页都是图片。`, installOcr(command).zh],
  }),
  picture: ({ name, command }: Named & { command: string }): Both => ({
    en: [`"${name}" is a picture.`, installOcr(command).en],
    zh: [`“${name}”是图片。`, installOcr(command).zh],
  }),
  oldOffice: ({ name }: Named): Both => ({
    en: [`"${name}" is an Office file of before 2007 (.doc, .xls, .ppt).`, asPdf.en],
    zh: [`“${name}”是 2007 年以前的 Office 文件（.doc、.xls、.ppt）。`, asPdf.zh],
  }),
  otherKind: ({ name, kind }: Named & { kind: string }): Both => ({
    en: [`"${name}" is ${kind}, which is not read.`, asPdf.en],
    zh: [`“${name}”是 ${kind} 文件，不支持读取。`, asPdf.zh],
  }),
  otherArchive: ({ name, kind }: Named & { kind: string }): Both => ({
    en: [`"${name}" is a ${kind} archive, which is not read.`, unpackIt.en],
    zh: [`“${name}”是 ${kind} 压缩包，不支持读取。`, unpackIt.zh],
  }),
  zipInZip: ({ name }: Named): Both => ({
    en: [`"${name}" is an archive in an archive, which is not opened.`, unpackIt.en],
    zh: [`“${name}”是压缩包中的压缩包，不予打开。`, unpackIt.zh],
  }),
  emptyZip: ({ name }: Named): Both => ({
    en: [`"${name}" is an archive without any file in it.`, 'Pack the documents again.'],
    zh: [`“${name}”是没有文件的压缩包。`, '请重新打包文档。'],
  }),
  manyFiles: ({ name, most }: Named & { most: number }): Both => ({
    en: [`"${name}" holds more than ${most} files.`, 'Pack fewer at once.'],
    zh: [`“${name}”中的文件超过 ${most} 个。`, '请分批打包。'],
  }),
  oneId: ({ name }: Named): Both => ({
    en: [
      `"${name}" holds several documents; an id or a title is that of one.`,
      'Leave both out: each document is named by its file.',
    ],
    zh: [`“${name}”含有多个文档，而编号和标题只属于一个文档。`, '请不要填写：各文档按文件命名。'],
  }),
  noBody: ({ name, kind }: Named & { kind: string }): Both => ({
    en: [`"${name}" is a ${kind} without its main part: the file is damaged.`, asPdf.en],
    zh: [`“${name}”是缺少主体部分的 ${kind}：文件已损坏。`, asPdf.zh],
  }),
  stuck: ({ name, seconds }: Named & { seconds: number }): Both => ({
    en: [
      `"${name}" could not be read: nothing came of it for ${seconds} s.`,
      'Export it again from the program that made it, or split it, and add that.',
    ],
    zh: [`“${name}”无法读取：${seconds} 秒没有进展。`, '请用原软件重新导出或拆分后再添加。'],
  }),
  memory: ({ name, mb }: Named & { mb: number }): Both => ({
    en: [
      `"${name}" could not be read: it takes more than ${mb} MB of memory.`,
      'Export it again from the program that made it, or split it, and add that.',
    ],
    zh: [`“${name}”无法读取：所需内存超过 ${mb} MB。`, '请用原软件重新导出或拆分后再添加。'],
  }),
  crashed: ({ name }: Named): Both => ({
    en: [
      `"${name}" could not be read: its reader gave up.`,
      'Export it again from the program that made it, and add that.',
    ],
    zh: [`“${name}”无法读取：读取程序异常退出。`, '请用原软件重新导出后再添加。'],
  }),
  busyForOne: ({ most }: { most: number }): Both => ({
    en: [`${most} documents of yours are being read.`, 'Wait until one of them is done.'],
    zh: [`您有 ${most} 份文档正在读取。`, '请等其中一份完成后再试。'],
  }),
  busy: (_: object): Both => ({
    en: ['Too many documents are being read.', 'Try again in a minute.'],
    zh: ['正在读取的文档过多。', '请一分钟后重试。'],
  }),
  ocrFailed: ({ name, why }: Named & { why: string }): Both => ({
    en: [`Text recognition could not read "${name}": ${why}`, 'Scan it again at 200–300 dpi.'],
    zh: [`文字识别无法读取“${name}”（${why}）`, '请以 200–300 dpi 重新扫描。'],
  }),
}
