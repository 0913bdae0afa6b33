import { asOption, type Command, jsonOption } from '../command.ts'

export const lessonsList: Command = {
  name: 'lessons list',
  args: '',
  summary: 'What people taught the tools: by whom, for what, and whether it still holds.',
  options: { ...jsonOption, ...asOption },
  run: async ({ given, text, io, print, connect }) => {
    const connection = await connect()
    const found = await connection.perform(
      'lessons-list',
      {},
      { as: text('as'), signal: io.signal },
    )
    if (given('json')) print(JSON.stringify(found))
    for (const one of given('json') ? [] : found) {
      const { siteId, lesson, version, status, tool, author, note, words } = one
      const said = note === '' ? '' : `  “${note}”`
      print(
        `${siteId}  lesson ${lesson} v${version}  ${status}  ${tool}  ${words.en}  by ${author}${said}`,
      )
    }
    return 0
  },
}
