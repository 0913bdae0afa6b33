import { type Command, jsonOption } from '../command.ts'

export const docsReindex: Command = {
  name: 'docs reindex',
  args: '',
  summary:
    'Read documents anew that today are read or cut otherwise, and embed what has no vector; the former passages are searched until all is done. Started again after a kill, it goes on. Exit status 1 when vectors are missing.',
  options: {
    ...jsonOption,
    all: { value: null, help: 'every revision, whatever read it' },
  },
  run: async ({ given, io, print, note, connect }) => {
    const connection = await connect()
    const done = await connection.perform(
      'document-reindex',
      { which: given('all') ? 'all' : 'outdated' },
      { signal: io.signal, progress: (step) => note(stepLine(step as Step)) },
    )
    const { generation, read, embeddingFailed } = done
    if (given('json')) print(JSON.stringify(done))
    else print(`generation ${generation}: ${read} revisions read anew`)
    if (embeddingFailed === null) return 0
    note(`not embedded: ${embeddingFailed}`)
    note('fix:   Mend the provider; the server tries again by itself, or run this once more.')
    return 1
  },
}

type Step = { phase: string; done: number; total: number }

const stepLine = ({ phase, done, total }: Step): string => `${phase}: ${done} of ${total}`
