import type { Principal } from '../../base/principal.ts'
import { sitesOf } from '../../base/principal.ts'
import { type Playbook, type PlaybookView, parsePlaybook } from '../../playbooks/index.ts'
import type { AnyTool } from '../../tools/index.ts'
import type { PlaybookFile } from '../playbook-files.ts'
import type { PlaybookCard, PlaybookDefinition, PlaybookPage } from './gate-contract.ts'

type Known = { armed: PlaybookView[]; files: PlaybookFile[]; tools: readonly AnyTool[] }
type Read = { fileName: string; source: string; playbook: Playbook | null }

/** One card for each playbook of one's sites: as it was armed, as its file says, or both. */
export function playbookCards({ armed, files, tools }: Known, principal: Principal): PlaybookPage {
  const read = files.map((file): Read => ({ ...file, playbook: readPlaybook(file.source, tools) }))
  const sites = sitesOf(principal)
  const own = read.flatMap(({ playbook, source }) =>
    playbook !== null && sites.includes(playbook.site) ? [{ playbook, source }] : [],
  )
  const keyOf = (siteId: string, name: string) => `${siteId}/${name}`
  const byKey = new Map(own.map((one) => [keyOf(one.playbook.site, one.playbook.name), one]))
  const cards = armed.map((view): PlaybookCard => {
    const file = byKey.get(keyOf(view.siteId, view.name))
    byKey.delete(keyOf(view.siteId, view.name))
    const runs = view.state === 'armed' ? null : file?.playbook
    const shown = runs ?? readPlaybook(view.source, tools)
    return {
      ...{ siteId: view.siteId, name: view.name, armed: view },
      definition: shown === null ? null : definitionOf(shown),
      source: file?.source ?? view.source,
      changed: file !== undefined && file.source !== view.source,
    }
  })
  const unarmed = [...byKey.values()].map(({ playbook, source }): PlaybookCard => {
    const { site: siteId, name } = playbook
    return { siteId, name, armed: null, definition: definitionOf(playbook), source, changed: false }
  })
  return {
    items: [...cards, ...unarmed],
    unreadable: read.filter(({ playbook }) => playbook === null).map(({ fileName }) => fileName),
  }
}

/** Null for a text that today's tools and keys do not know. */
function readPlaybook(text: string, tools: readonly AnyTool[]): Playbook | null {
  try {
    return parsePlaybook({ text, fileName: '', tools })
  } catch {
    return null
  }
}

const definitionOf = (playbook: Playbook): PlaybookDefinition => {
  const { title, owner, trigger, guards, proposals, cooldownHours, mostPerHour } = playbook
  return {
    ...{ title, owner, trigger, cooldownHours, mostPerHour },
    guards: guards.map(({ name }) => name),
    tools: proposals.map(({ tool }) => tool),
  }
}
