/** The pages of the project, as their readers use them. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const readPage = (page: string): string => readFileSync(join(root, page), 'utf8')

export const pages = ['README.md', 'README.zh-CN.md', ...globSync('docs/**/*.md', { cwd: root })]

/** What a page tells its reader to type: the lines of its `sh` blocks, in order. */
export const commandsOf = (page: string): string[] =>
  blocksOf(page, 'sh').flatMap((block) =>
    block
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  )

export const blocksOf = (page: string, language: string): string[] =>
  [...readPage(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, block = '']) => block,
  )

/** Cells of every table row of a page. */
export const rowsOf = (page: string): string[][] =>
  [...readPage(page).matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) =>
    row.split(' | ').map((cell) => cell.trim()),
  )

/** What stands between backticks in a text. */
export const codesIn = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
