import type { Both } from '../../../files/index.ts'

const sendAgain = { en: 'Send the file again.', zh: '请重新上传文件。' }

/** What can hinder a file that is fine on its way in. */
export const journeyWords = {
  unknownList: (_: object): Both => ({
    en: [
      'This is a list of refused rows of a file that is not known here.',
      'Leave its header as it was, and import the whole file at this site once before.',
    ],
    zh: [
      '这是拒收清单，但这里不认得它所属的文件。',
      '请保持清单表头不变，并先在本工厂导入一次整个文件。',
    ],
  }),
  tooLarge: ({ mb }: { mb: number }): Both => ({
    en: [
      `The file is larger than ${mb} MB.`,
      'Split it into parts, or import it on the server with `jidoka import`.',
    ],
    zh: [`文件超过 ${mb} MB。`, '请拆分文件，或在服务器上用 `jidoka import` 导入。'],
  }),
  gone: (_: object): Both => ({
    en: ['The file is no longer here.', 'Files wait for an hour; send it again.'],
    zh: ['文件已不在服务器上。', '文件只保留一小时，请重新上传。'],
  }),
  busy: (_: object): Both => ({
    en: ['Too many files are being imported.', 'Try again soon.'],
    zh: ['正在导入的文件太多。', '请稍后再试。'],
  }),
  running: (_: object): Both => ({
    en: ['This file is being imported already.', 'Wait for its end.'],
    zh: ['该文件正在导入。', '请等它结束。'],
  }),
  noList: (_: object): Both => ({
    en: ['No row of this file was refused.', ''],
    zh: ['该文件没有被拒收的行。', ''],
  }),
  sheetGone: ({ sheet }: { sheet: string }): Both => ({
    en: [`The file has no sheet "${sheet}".`, sendAgain.en],
    zh: [`文件中没有工作表“${sheet}”。`, sendAgain.zh],
  }),
  noStream: ({ stream }: { stream: string }): Both => ({
    en: [`There is no stream "${stream}" to import.`, 'Choose what its rows are again.'],
    zh: [`没有可导入的数据种类“${stream}”。`, '请重新选择每行是什么。'],
  }),
  stopped: ({ name }: { name: string }): Both => ({
    en: [`The import of ${name} was stopped.`, ''],
    zh: [`${name} 的导入已停止。`, ''],
  }),
}

/** What an import that broke off has left behind. */
export function storedWords({ written, stopped }: { written: number; stopped: boolean }) {
  if (written === 0) return { en: 'Nothing of it is stored.', zh: '没有存入任何数据。' }
  return {
    en: `${written} rows before this are stored; ${stopped ? '' : 'mend the file and '}import it again: what is there stays as it is.`,
    zh: `此前的 ${written} 行已存入；${stopped ? '' : '请改正文件后'}重新导入即可，已有的行不变。`,
  }
}
