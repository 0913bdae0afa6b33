import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { LifeModelCard } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { useLive } from '../app/live.tsx'
import { Moment } from '../app/moment.tsx'
import { useOwnRoles } from '../gate/people.ts'
import { Facts } from '../inbox/facts.tsx'
import styles from '../readings/readings.module.css'
import own from './health.module.css'
import { ModelDialog } from './model-dialog.tsx'
import { type ModelAct, useModels } from './models.ts'
import { useHealthWords } from './words.ts'

const askers = ['supervisor', 'maintenance', 'manager', 'admin']

/** The trained models of a site: how wrong each is beside Weibull, and which is told. */
export function ModelsPart({ siteId }: { siteId: string }) {
  const { models: words } = useHealthWords()
  const { data } = useModels(siteId)
  if (data === undefined) return null
  return (
    <section className={styles.part} aria-label={words.heading}>
      <h2>{words.heading}</h2>
      <p className={styles.quiet}>{data.items.length === 0 ? words.none : words.lead}</p>
      <ul className={own.models}>
        {data.items.map((card) => (
          <ModelItem key={card.id} card={card} />
        ))}
      </ul>
    </section>
  )
}

function ModelItem({ card }: { card: LifeModelCard }) {
  const { language } = useLanguage()
  const { models: words } = useHealthWords()
  const { siteId, classZh, classEn, version, state } = card
  const act: ModelAct = state === 'deployed' ? 'rollBack' : 'deploy'
  return (
    <li className={own.model}>
      <h3>
        {`${language === 'zh' ? classZh : classEn} v${version}`}{' '}
        <span className={own.state} data-state={state}>
          {words.states[state]}
        </span>
      </h3>
      <Facts facts={factsOf(card, useTold(siteId))} />
      <Ask card={card} act={act} />
    </li>
  )
}

function useTold(siteId: string) {
  const { language } = useLanguage()
  const { models: words } = useHealthWords()
  return {
    words,
    plain: (value: number) => formatNumber(Number(value.toPrecision(3)), '', language),
    moment: (at: string) => <Moment at={at} siteId={siteId} />,
  }
}

type Told = ReturnType<typeof useTold>

function factsOf(card: LifeModelCard, { words, plain, moment }: Told): [string, ReactNode][] {
  const { report, baseline, drift, deployedAt, deployedBy, actionId } = card
  const error = words.beside[baseline.name](plain(report.rmse), plain(baseline.rmse))
  return [
    [words.error, baseline.isBetter ? error : `${error} · ${words.hardly}`],
    [words.held, `${plain(100 * report.coverage)} %`],
    [words.told, words.days(plain(card.capDays))],
    [words.from, words.lifetimes(card.lifetimes, card.machines)],
    [
      words.trained,
      <>
        {moment(card.trainedAt)} {words.by(card.trainedBy)}
      </>,
    ],
    ...(deployedAt === null || deployedBy === null || actionId === null
      ? []
      : [
          [
            words.deployed,
            <>
              {moment(deployedAt)} {words.asked(deployedBy)}{' '}
              <Link to="/inbox/$siteId/$id" params={{ siteId: card.siteId, id: actionId }}>
                {words.approval}
              </Link>
            </>,
          ] satisfies [string, ReactNode],
        ]),
    ...(drift === null
      ? []
      : [
          [
            words.drift,
            drift.outside.length === 0
              ? words.inside(drift.told)
              : words.outside(drift.outside.join(', '), drift.told),
          ] satisfies [string, ReactNode],
        ]),
  ]
}

function Ask({ card, act }: { card: LifeModelCard; act: ModelAct }) {
  const { models: words } = useHealthWords()
  const may = useOwnRoles(card.siteId).some((role) => askers.includes(role))
  const offline = useLive() === 'offline'
  const [asking, setAsking] = useState(false)
  if (!may || offline) return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {words[act]}
      </Button>
      {asking && <ModelDialog card={card} act={act} close={() => setAsking(false)} />}
    </>
  )
}
