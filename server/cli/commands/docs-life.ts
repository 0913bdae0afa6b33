import { AppError } from '../../../base/app-error.ts'
import type { DocumentState } from '../../../knowledge/index.ts'
import type { OptionSpecs } from '../args.ts'
import { asOption, type Call, type Command, jsonOption } from '../command.ts'

export const stateWords: Record<DocumentState, string> = {
  draft: 'draft',
  scheduled: 'planned',
  effective: 'in force',
  retired: 'retired',
}

export const spanOptions: OptionSpecs = {
  from: { value: 'TIME', help: 'in force from then, for example 2026-12-01T06:00 (default: now)' },
  until: { value: 'TIME', help: 'in force until then; afterwards what was before (default: open)' },
}

export const spanGiven = ({ given, text }: Pick<Call, 'given' | 'text'>) => ({
  ...(given('from') ? { from: text('from') } : {}),
  ...(given('until') ? { until: text('until') } : {}),
})

const siteOption: OptionSpecs = {
  site: { value: 'SITE', help: 'site it belongs to (default: group)' },
}

const placeGiven = ({ given, text, positionals: [id] }: Call) => {
  if (id === undefined) throw noId()
  return { id, ...(given('site') ? { siteId: text('site') } : {}) }
}

export const docsPublish: Command = {
  name: 'docs publish',
  args: 'ID',
  summary: 'Put a revision in force as your own act, recorded; people propose it on the pages.',
  options: {
    ...{ ...asOption, ...siteOption, ...spanOptions },
    revision: { value: 'N', help: 'which revision' },
  },
  run: async (call) => {
    const { text, io, print, connect } = call
    const revision = Number(text('revision'))
    const input = { ...placeGiven(call), revision, ...spanGiven(call) }
    const connection = await connect()
    const options = { as: text('as'), signal: io.signal }
    const { siteId, id } = await connection.perform('document-publish', input, options)
    print(`${siteId}/${id} r${revision} is published.`)
    return 0
  },
}

export const docsRetire: Command = {
  name: 'docs retire',
  args: 'ID',
  summary: 'Take a document out of force as your own act; its revisions stay for old answers.',
  options: { ...asOption, ...siteOption, ...spanOptions },
  run: async (call) => {
    const { text, io, print, connect } = call
    const input = { ...placeGiven(call), ...spanGiven(call) }
    const connection = await connect()
    const options = { as: text('as'), signal: io.signal }
    const { siteId, id } = await connection.perform('document-retire', input, options)
    print(`${siteId}/${id} is retired.`)
    return 0
  },
}

export const docsReviews: Command = {
  name: 'docs reviews',
  args: '',
  summary: 'Documents that should be looked at again: overdue, or within 30 days.',
  options: { ...jsonOption, ...asOption },
  run: async ({ text, given, io, print, connect }) => {
    const connection = await connect()
    const due = await connection.perform(
      'document-reviews',
      {},
      { as: text('as'), signal: io.signal },
    )
    if (given('json')) print(JSON.stringify(due))
    for (const { siteId, id, revision, reviewDue, overdue, ownerRole, title } of given('json')
      ? []
      : due) {
      const when = `${overdue ? 'overdue since' : 'due'} ${reviewDue.slice(0, 10)}`
      print(`${siteId}/${id} r${revision}  ${when}  ${ownerRole}  ${title}`)
    }
    return 0
  },
}

export const docsUnanswered: Command = {
  name: 'docs unanswered',
  args: '',
  summary: 'Questions that the documents did not answer, by the word that they share.',
  options: { ...jsonOption, ...asOption, site: { value: 'SITE', help: 'only of this site' } },
  run: async ({ text, given, io, print, connect }) => {
    const connection = await connect()
    const input = given('site') ? { siteId: text('site') } : {}
    const options = { as: text('as'), signal: io.signal }
    const topics = await connection.perform('document-questions', input, options)
    if (given('json')) print(JSON.stringify(topics))
    for (const { word, questions } of given('json') ? [] : topics) {
      if (word !== null) print(word)
      for (const { siteId, question, times, lastAt } of questions) {
        print(
          `${word === null ? '' : '  '}${times}×  ${siteId}  ${lastAt.slice(0, 10)}  ${question}`,
        )
      }
    }
    return 0
  },
}

const noId = (): AppError =>
  new AppError('invalid_input', 'There is no document named.', {
    hint: 'Write its id; jidoka docs list --all names them.',
  })
