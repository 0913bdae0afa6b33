import type { Track } from '../../../actions/index.ts'
import { asOption, type Command, jsonOption } from '../command.ts'

export const actionsReport: Command = {
  name: 'actions report',
  args: '',
  summary: 'How often executed proposals came true, by tool and metric.',
  options: {
    ...{ ...jsonOption, ...asOption },
    site: { value: 'SITE', help: 'of this site alone' },
  },
  run: async ({ given, text, io, print, note, connect }) => {
    const connection = await connect()
    const input = given('site') ? { site: text('site') } : {}
    const report = await connection.perform('actions-report', input, {
      as: text('as'),
      signal: io.signal,
    })
    if (given('json')) print(JSON.stringify(report))
    else for (const track of report.tracks) print(lineOf(track))
    if (report.total === 0) note('no executed proposal has come to its horizon yet')
    return 0
  },
}

function lineOf(track: Track): string {
  const reasons = Object.entries(track.unmeasured).map(([reason, count]) => `${count} ${reason}`)
  const figures = [
    `${track.measured} of ${track.outcomes} measured`,
    `hit ${percent(track.hitRate)}`,
    `same sign ${percent(track.signAgreement)}`,
    `bias ${percent(track.bias)}`,
    `in interval ${percent(track.coverage)} of ${track.bounded}`,
    ...reasons,
  ]
  return `${track.tool}  ${track.metric}  ${figures.join(', ')}`
}

const percent = (share: number | null) => (share === null ? '–' : `${Math.round(share * 100)}%`)
