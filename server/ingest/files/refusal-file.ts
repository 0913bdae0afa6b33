import { type FileHandle, open, rm } from 'node:fs/promises'

export type RefusedCell = {
  file: string
  line: number
  stream: string
  field: string
  value: string | null
  reason: string
}

export type RefusalFile = {
  write: (refused: RefusedCell[]) => Promise<void>
  /** The path when anything was refused, else null. */
  close: () => Promise<string | null>
}

/** Refused rows for a person to mend: CSV, or one JSON object a line when the path ends in .jsonl. */
export async function refusalFile(path: string | undefined): Promise<RefusalFile> {
  if (path === undefined) return { write: async () => undefined, close: async () => null }
  await rm(path, { force: true })
  let file: FileHandle | undefined
  const lineOf = path.endsWith('.jsonl') ? (cell: RefusedCell) => JSON.stringify(cell) : csvLine
  return {
    write: async (refused) => {
      if (refused.length === 0) return
      if (file === undefined) {
        file = await open(path, 'w')
        if (lineOf === csvLine) await file.write('file,line,stream,field,value,reason\n')
      }
      await file.write(`${refused.map(lineOf).join('\n')}\n`)
    },
    close: async () => {
      await file?.close()
      return file === undefined ? null : path
    },
  }
}

const csvLine = ({ file, line, stream, field, value, reason }: RefusedCell): string =>
  [file, String(line), stream, field, value ?? '', reason].map(csvCell).join(',')

const csvCell = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
