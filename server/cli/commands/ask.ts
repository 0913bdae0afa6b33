import { writeFile } from 'node:fs/promises'
import type { Answer } from '../../../agent/index.ts'
import { AppError } from '../../../base/app-error.ts'
import { readingLine } from '../../../base/read-part.ts'
import { asOption, type Command, type Io, jsonOption } from '../command.ts'

export const ask: Command = {
  name: 'ask',
  args: '"QUESTION"',
  summary: 'Ask about the factory, in Chinese or English.',
  options: {
    ...jsonOption,
    ...asOption,
    thread: { value: 'ID', help: 'go on with this conversation' },
    language: { value: 'zh|en', help: "language of the answer (default: the question's)" },
    chart: { value: 'FILE.png', help: 'also draw the chart of the answer into this file' },
  },
  run: async ({ positionals, text, given, io, print, connect }) => {
    const question = positionals.join(' ').trim()
    if (question === '') throw noQuestion()
    const connection = await connect()
    const input = {
      question,
      ...(given('thread') ? { threadId: text('thread') } : {}),
      ...(given('language') ? { language: text('language') } : {}),
    }
    const answer = await connection.perform('ask', input, {
      as: text('as'),
      signal: io.signal,
    })
    const file = text('chart')
    if (file !== undefined) await drawInto(file, answer)
    if (given('json')) print(JSON.stringify(answer, null, 2))
    else for (const line of answerLines(answer)) print(line)
    const read = given('json') ? null : readingLine(answer.reading, answer.language)
    if (read !== null) print(dim(read, io))
    return 0
  },
}

/** Beside the answer, not of it: faint on a screen, plain in a file. */
const dim = (line: string, { stdout }: Io): string =>
  'isTTY' in stdout && stdout.isTTY === true ? `\u001b[2m${line}\u001b[22m` : line

/** Drawn here: what the answer may show was decided where it was made. */
async function drawInto(file: string, { chart, language }: Answer): Promise<void> {
  const { openPictures } = await import('../../render/index.ts')
  const pictures = openPictures()
  const wish = { language, scheme: 'light' as const, width: 960 }
  try {
    const png = chart === null ? null : await pictures.draw(chart, wish)
    if (png === null) throw noChart()
    await writeFile(file, png)
  } finally {
    await pictures.close()
  }
}

const noChart = () =>
  new AppError('not_found', 'This answer has no chart, so no file was written.', {
    field: '--chart',
    hint: 'Ask for figures over time, or by line, machine or reason.',
  })

function noQuestion(): AppError {
  return new AppError('invalid_input', 'There is no question.', {
    hint: 'Write jidoka ask "What was OEE of the Suzhou site last week, by line?"',
  })
}

function answerLines({
  answer,
  citations,
  proposals,
  ask_back,
  reason,
  abstained,
}: Answer): string[] {
  return [
    answer,
    ...(ask_back !== null && !answer.includes(ask_back) ? [ask_back] : []),
    ...(abstained && reason !== null && !answer.includes(reason) ? [`(${reason})`] : []),
    ...citations.map(
      ({ title, revision, page, heading }, at) =>
        `[${at + 1}] ${title} r${revision}${page === null ? '' : ` p. ${page}`}, ${heading}`,
    ),
    ...proposals.map(({ tool, status, inbox_url }) => `${tool}: ${status}, ${inbox_url}`),
  ]
}
