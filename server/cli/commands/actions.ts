import { AppError } from '../../../base/app-error.ts'
import { asOption, type Command, jsonOption } from '../command.ts'

/** Reading only: a shell cannot prove that a person sits before it, so nothing is decided here. */
export const actionsList: Command = {
  name: 'actions list',
  args: '',
  summary: 'Proposals that wait for a decision, soonest to expire first.',
  options: {
    ...{ ...jsonOption, ...asOption },
    status: { value: 'pending|decided', help: 'which ones (default: pending)' },
  },
  run: async ({ given, text, io, print, note, connect }) => {
    const connection = await connect()
    const input = given('status') ? { status: text('status') } : {}
    const page = await connection.perform('actions-list', input, {
      as: text('as'),
      signal: io.signal,
    })
    if (given('json')) print(JSON.stringify(page))
    for (const one of given('json') ? [] : page.items) {
      print(`${one.siteId}/${one.id}  ${one.status}, ${one.risk}  ${one.title.en}`)
    }
    if (page.total > page.items.length) note(`${page.items.length} of ${page.total} are shown`)
    return 0
  },
}

export const actionsShow: Command = {
  name: 'actions show',
  args: 'SITE/ID',
  summary: 'One proposal: what changes, under which rule, and what happened to it.',
  options: { ...jsonOption, ...asOption },
  run: async ({ positionals, given, text, io, print, connect }) => {
    const [site, id, ...rest] = (positionals[0] ?? '').split('/')
    if (!site || !id || rest.length > 0) throw noAddress(positionals[0])
    const connection = await connect()
    const shown = await connection.perform(
      'action-show',
      { site, id },
      { as: text('as'), signal: io.signal },
    )
    const { proposal, timeline } = shown
    if (given('json')) print(JSON.stringify(shown))
    else {
      print(
        `${proposal.title.en}\n${proposal.status}, version ${proposal.version}, ${proposal.risk}`,
      )
      print(`rule ${proposal.policySite}/${proposal.policyRule} v${proposal.policyVersion}`)
      for (const { label, before, after, unit } of proposal.diff.entries) {
        print(`  ${label.en}: ${before ?? '–'} → ${after ?? '–'} ${unit ?? ''}`.trimEnd())
      }
      for (const { at, event, actor } of timeline) print(`${at}  ${event}  ${actor}`)
    }
    return 0
  },
}

const noAddress = (typed: string | undefined): AppError =>
  new AppError('invalid_input', `"${typed ?? ''}" names no proposal.`, {
    field: 'SITE/ID',
    hint: 'Write it as `jidoka actions list` shows it, such as suzhou/act_1.',
  })
