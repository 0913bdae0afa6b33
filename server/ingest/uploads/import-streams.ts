import { describeStream, type StreamName, streamNames } from '../../../factory/index.ts'
import { nameOfField } from './field-names.ts'

/** Those that a table can give; a site and samples of live sources are none, nor is what nests. */
const notInTables: StreamName[] = ['site', 'schedule', 'state_sample', 'counter_sample']

/** A field that no column gives says the same as another one. */
export const filledFrom = new Map([
  ['nameEn', 'nameZh'],
  ['firstPass', 'good'],
])

const longestName = 200

/** Without case, spaces, marks and the unit in brackets. */
export const plainName = (text: string): string =>
  text
    .slice(0, longestName)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([{【].*?[)\]}】]/g, '')
    .replace(/[\s_\-./#:*]+/g, '')

export const importStreams = streamNames
  .filter((name) => !notInTables.includes(name))
  .map((id) => ({
    id,
    fields: describeStream(id).map((field) => {
      const { zh: nameZh, en: nameEn, also } = nameOfField(id, field.id)
      const required = field.required && !filledFrom.has(field.id)
      const spelt = {
        names: [field.id, nameZh, nameEn].map(plainName),
        others: also.map(plainName),
      }
      return { ...field, required, nameZh, nameEn, also, spelt }
    }),
  }))

type Stream = (typeof importStreams)[number]
export type Field = Stream['fields'][number]
export type { Stream }

export const streamOf = (id: string | null): Stream | undefined =>
  importStreams.find((one) => one.id === id)
