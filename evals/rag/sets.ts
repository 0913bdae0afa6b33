import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Source = { fileName: string; text: string }
/** `gold`: documents, or `document#heading › heading` where sections are asked for. */
export type Question = { id: string; text: string; gold: string[] }
export type QuestionSet = {
  name: string
  /** The corpus, which is a site of its own. */
  corpus: string
  questions: Question[]
  /** Best nDCG@10 that was measured before this search was written, with the same data. */
  before: number
  /** Whether a section is the answer, or a document. */
  unit: 'document' | 'section'
}

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url))

type Row = { id: string; title?: string; text: string; gold: string[] }

/** The documents of each corpus, by site. */
export function corpora(): Record<string, Source[]> {
  return {
    'xquad-zh': texts('rag-xquad/corpus.zh.jsonl'),
    'xquad-en': texts('rag-xquad/corpus.en.jsonl'),
    cmrc: texts('rag-cmrc2018/corpus.zh.jsonl'),
    emanual: texts('rag-emanual/corpus.en.jsonl'),
    'klipper-en': guides('en'),
  }
}

export function questionSets(): QuestionSet[] {
  const chinese = rows('rag-xquad/queries.zh.jsonl')
  const english = rows('rag-xquad/queries.en.jsonl')
  const cmrc = rows('rag-cmrc2018/queries.zh.jsonl').filter((_, at) => at % 3 === 0)
  const emanual = rows('rag-emanual/queries.en.jsonl')
  const unit = 'document' as const
  return [
    { name: 'xquad_zh', corpus: 'xquad-zh', questions: chinese, before: 0.96, unit },
    { name: 'xquad_en', corpus: 'xquad-en', questions: english, before: 0.969, unit },
    { name: 'xquad_zh_en', corpus: 'xquad-en', questions: chinese, before: 0.818, unit },
    { name: 'xquad_en_zh', corpus: 'xquad-zh', questions: english, before: 0.804, unit },
    { name: 'cmrc', corpus: 'cmrc', questions: cmrc, before: 0.987, unit },
    { name: 'emanual', corpus: 'emanual', questions: emanual, before: 0.691, unit },
    {
      name: 'klipper_zh_en',
      corpus: 'klipper-en',
      questions: headingQuestions(),
      before: 0.724,
      unit: 'section',
    },
  ]
}

function rows(file: string): Row[] {
  const lines = readFileSync(join(data, file), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Row)
}

function texts(file: string): Source[] {
  return rows(file).map(({ id, title = id, text }) => ({
    fileName: `${id}.md`,
    text: `# ${title}\n\n${text}`,
  }))
}

function guides(language: 'en' | 'zh_Hans'): Source[] {
  const folder = join(data, 'manuals/klipper', language)
  return readdirSync(folder).map((fileName) => ({
    fileName,
    text: readFileSync(join(folder, fileName), 'utf8'),
  }))
}

/** Each Chinese heading asks for the English section at its place, in guides of the same outline. */
function headingQuestions(): Question[] {
  const english = new Map(guides('en').map(({ fileName, text }) => [fileName, outlineOf(text)]))
  return guides('zh_Hans').flatMap(({ fileName, text }) => {
    const [here, there = []] = [outlineOf(text), english.get(fileName)]
    if (levelsOf(here) !== levelsOf(there)) return []
    const document = fileName.replace(/\.md$/, '').toLowerCase()
    return here.flatMap(({ path }, at) => {
      const asked = path.at(-1) ?? ''
      const answer = there[at]
      if (!/\p{Script=Han}/u.test(asked) || answer === undefined || answer.isEmpty) return []
      const gold = [`${document}#${answer.path.join(' › ')}`]
      return [{ id: `${fileName}${at}`, text: asked, gold }]
    })
  })
}

/** Empty: a deeper heading follows at once, so that there is no passage to be found. */
type Heading = { level: number; path: string[]; isEmpty: boolean }

function outlineOf(markdown: string): Heading[] {
  const lines = markdown
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '(code)')
    .split('\n')
    .filter((line) => line.trim() !== '')
  let open: { level: number; text: string }[] = []
  return lines.flatMap((line, at) => {
    const found = headingIn(line)
    if (found === null) return []
    open = [...open.filter(({ level }) => level < found.level), found]
    const next = headingIn(lines[at + 1] ?? '')
    const isEmpty = next !== null && next.level > found.level
    return [{ level: found.level, path: open.map(({ text }) => text), isEmpty }]
  })
}

function headingIn(line: string): { level: number; text: string } | null {
  const [, marks = '', text = ''] = /^(#{1,6}) +(.+?) *#*$/.exec(line) ?? []
  return text === '' ? null : { level: marks.length, text: plain(text) }
}

const levelsOf = (outline: Heading[]): string => outline.map(({ level }) => level).join()

/** As the passages show it: code marks and links are gone. */
const plain = (text: string): string =>
  text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]/g, '')
