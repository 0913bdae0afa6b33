import { AppError } from '../../../base/app-error.ts'
import { asOption, type Command, jsonOption } from '../command.ts'

export const glossaryList: Command = {
  name: 'glossary list',
  args: '',
  summary: 'What the sites call their things: words that search takes as the same.',
  options: { ...jsonOption, ...asOption },
  run: async ({ given, text, io, print, connect }) => {
    const connection = await connect()
    const found = await connection.perform(
      'glossary-list',
      {},
      { as: text('as'), signal: io.signal },
    )
    if (given('json')) print(JSON.stringify(found))
    for (const one of given('json') ? [] : found) {
      const { siteId, term, version, status, zh, en, changedBy } = one
      const words = [zh.join(', '), en.join(', ')].join(' = ')
      print(`${siteId}  term ${term} v${version}  ${status}  ${words}  by ${changedBy}`)
    }
    return 0
  },
}

export const glossaryAdd: Command = {
  name: 'glossary add',
  args: 'WORD… --site SITE --as USER',
  summary: 'Let words mean the same at a site, in both languages; a search knows it at once.',
  options: {
    ...asOption,
    site: { value: 'SITE', help: 'where it is called so; group: everywhere' },
  },
  run: async ({ positionals, text, io, print, connect }) => {
    const connection = await connect()
    const isChinese = (word: string) => /\p{Script=Han}/u.test(word)
    const term = {
      siteId: text('site') ?? '',
      zh: positionals.filter(isChinese),
      en: positionals.filter((word) => !isChinese(word)),
    }
    const options = { as: text('as'), signal: io.signal }
    const reply = await connection.perform('glossary-put', { term }, options)
    if (reply.outcome !== 'put') throw refused(reply.outcome)
    print(`${term.siteId}: term ${reply.term} v${reply.version}`)
    return 0
  },
}

export const glossaryRetire: Command = {
  name: 'glossary retire',
  args: 'TERM --site SITE --version N --as USER',
  summary: 'Take a term out of search; it stays in the list.',
  options: {
    ...asOption,
    site: { value: 'SITE', help: 'where it is called so' },
    version: { value: 'N', help: 'the version that you saw' },
  },
  run: async ({ positionals, text, io, print, connect }) => {
    const connection = await connect()
    const at = {
      siteId: text('site') ?? '',
      term: Number(positionals[0]),
      version: Number(text('version')),
    }
    const options = { as: text('as'), signal: io.signal }
    const { outcome } = await connection.perform('glossary-retire', at, options)
    if (outcome !== 'retired') throw refused(outcome)
    print(`${at.siteId}: term ${at.term} is retired.`)
    return 0
  },
}

function refused(outcome: string): AppError {
  const words: Record<string, string> = {
    not_allowed:
      'Only who leads at the site may: name one with --as, for example supervisor@suzhou.',
    not_found: 'Look at `jidoka glossary list`, and name the site with --site.',
    other_version: 'Somebody changed it: look at `jidoka glossary list` and say its version.',
  }
  const hint = words[outcome]
  return new AppError('conflict', `Nothing was changed: ${outcome}.`, hint ? { hint } : {})
}
