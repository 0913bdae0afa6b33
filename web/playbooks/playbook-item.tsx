import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { PlaybookCard, PlaybookDefinition } from '../../server/http/contract.ts'
import { formatSpan } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { dimensionWord } from '../chat/code-words.ts'
import { useNaming } from '../chat/names.ts'
import { useOwnRoles } from '../gate/people.ts'
import { Facts } from '../inbox/facts.tsx'
import styles from './playbooks.module.css'
import { StopDialog } from './stop-dialog.tsx'
import { Arm, Trial } from './trial.tsx'
import { triggerText } from './trigger-text.ts'
import { usePlaybookWords } from './words.ts'

/** One playbook: what it waits for and asks for, whether it runs, and what one can do about it. */
export function PlaybookItem({ card }: { card: PlaybookCard }) {
  const { language } = useLanguage()
  const words = usePlaybookWords()
  const site = useSite(card.siteId)
  const { name, siteId, armed, definition, source, changed } = card
  const runs = armed?.state === 'armed'
  const id = `${siteId}-${name}`
  return (
    <li id={id} className={styles.item}>
      <article aria-labelledby={`${id}-title`} className={styles.body}>
        <div className={styles.top}>
          <h3 id={`${id}-title`}>{definition?.title[language] ?? name}</h3>
          <span className={styles.state} data-state={armed?.state ?? 'never'}>
            {words.states[armed?.state ?? 'never']}
          </span>
        </div>
        <p className={styles.quiet}>
          {`${site.name} · ${name}`}
          {armed !== null && <Since armed={armed} />}
        </p>
        {definition === null ? <p>{words.lost}</p> : <Told card={card} definition={definition} />}
        {changed && runs && <p className={styles.said}>{words.changed}</p>}
        <details className={styles.text}>
          <summary>{words.text}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
          <pre tabIndex={0}>{runs && armed !== null ? armed.source : source}</pre>
        </details>
        <Trial key={source} source={source}>
          {(!runs || changed) && <Arm source={source} />}
          {runs && <Stop card={card} />}
        </Trial>
      </article>
    </li>
  )
}

function Since({ armed }: { armed: NonNullable<PlaybookCard['armed']> }) {
  const words = usePlaybookWords()
  const { siteId, version, armedAt, disarmedAt, armedBy, actionId } = armed
  return (
    <>
      {` · v${version} · ${words.since} `}
      <Moment at={disarmedAt ?? armedAt} siteId={siteId} />
      {` · ${words.by} ${armedBy} · `}
      <Link to="/inbox/$siteId/$id" params={{ siteId, id: actionId }} className={styles.link}>
        {words.approval}
      </Link>
    </>
  )
}

type ToldProps = { card: PlaybookCard; definition: PlaybookDefinition }

function Told({ card: { armed }, definition }: ToldProps) {
  const { language, words: app } = useLanguage()
  const words = usePlaybookWords()
  const { metric } = useNaming(language)
  const { trigger, guards, tools, owner, cooldownHours, mostPerHour } = definition
  const called = { metric, dimension: (id: string) => dimensionWord(id, language).toLowerCase() }
  const { facts: names } = words
  const facts: [string, ReactNode][] = [
    [names.trigger, triggerText(trigger, words, called)],
    ...(guards.length === 0 ? [] : [[names.guards, guards.join('; ')] satisfies [string, string]]),
    [names.tools, tools.map((tool) => app.tools[tool] ?? tool).join(app.app.comma)],
    [names.owner, app.roles[owner] ?? owner],
    [names.cooldown, formatSpan(cooldownHours * 3_600_000, language)],
    [names.budget, words.perHour(mostPerHour)],
    ...(armed === null
      ? []
      : [[names.events, <SoFar key="events" armed={armed} />] satisfies [string, ReactNode]]),
  ]
  return <Facts facts={facts} />
}

function SoFar({ armed }: { armed: NonNullable<PlaybookCard['armed']> }) {
  const { words: app } = useLanguage()
  const words = usePlaybookWords()
  const { events, lastAt, siteId } = armed
  const counts = Object.entries(events).map(([outcome, count]) =>
    words.count(words.outcomes[outcome] ?? outcome, count),
  )
  if (counts.length === 0) return words.nothingYet
  return (
    <>
      {counts.join(app.app.comma)}
      {lastAt !== null && (
        <>
          {` · ${words.last} `}
          <Moment at={lastAt} siteId={siteId} />
        </>
      )}
    </>
  )
}

const leads = ['supervisor', 'manager', 'admin']

/** Stopping is the safe side: no approval, for whoever leads. */
function Stop({ card }: { card: PlaybookCard }) {
  const words = usePlaybookWords()
  const may = useOwnRoles(card.siteId).some((role) => leads.includes(role))
  const [asking, setAsking] = useState(false)
  if (!may) return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {words.stop}
      </Button>
      {asking && <StopDialog card={card} close={() => setAsking(false)} />}
    </>
  )
}
