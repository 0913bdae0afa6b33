import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DictionaryTable, noDictionary, readTable, type Translation } from './table.ts'

export const tableFile = fileURLToPath(new URL('./dist/cc-cedict.tsv', import.meta.url))
export const stampFile = `${tableFile}.stamp`

/** Translations of one word or phrase, given as its terms; empty where none is known. */
export type Translate = (terms: string[]) => Translation[]

/** Opens the table when it is first asked; where it was not built there are no translations. */
export function openDictionary(file = tableFile): Translate {
  let table: DictionaryTable | undefined
  return (terms) => {
    table ??= openTable(file)
    return table.lookUp(terms.join(isChinese(terms) ? '' : ' '))
  }
}

const isChinese = (terms: string[]): boolean => /^\p{Script=Han}/u.test(terms[0] ?? '')

function openTable(file: string): DictionaryTable {
  try {
    return readTable(readFileSync(file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return noDictionary
    throw error
  }
}
