import { Link } from '@tanstack/react-router'
import { formatNumber, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { VerdictMark } from '../readings/verdict-mark.tsx'
import styles from './health.module.css'
import {
  dateIn,
  daysToLimit,
  type Health,
  type Machine,
  signalsOf,
  sinceOf,
  tones,
} from './health.ts'
import { useHealthWords } from './words.ts'

type Props = { data: Health; chosen: string; siteId: string; days: number }

/** Every machine in one line or few, in the order of the tool. */
export function Fleet({ data, chosen, siteId, days }: Props) {
  const words = useHealthWords()
  const verdicts = Object.keys(tones) as (keyof typeof tones)[]
  return (
    <div className={styles.fleet}>
      <ul className={styles.counts} aria-label={words.machines}>
        {verdicts.map((verdict) => (
          <li key={verdict}>
            <VerdictMark
              tone={tones[verdict]}
              word={words.count(words.verdicts[verdict], data.counts[verdict] ?? 0)}
            />
          </li>
        ))}
      </ul>
      <ul className={styles.machines}>
        {data.machines.map((machine) => (
          <li key={machine.id}>
            <Link
              to="/health"
              search={{ site: siteId, days, machine: machine.id }}
              className={styles.machine}
              data-tone={tones[machine.verdict]}
              aria-current={machine.id === chosen ? 'true' : undefined}
            >
              <Line machine={machine} window={data.window} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

type LineProps = { machine: Machine; window: Health['window'] }

function Line({ machine, window }: LineProps) {
  const words = useHealthWords()
  const { language, words: app } = useLanguage()
  const time = (iso: string) => formatTime(iso, window.zone, language)
  const signals = signalsOf(machine)
  const since = sinceOf(machine)
  const days = daysToLimit(machine)
  const facts = [
    ...(machine.down_now ? [words.down] : []),
    ...(since === null ? [] : [words.since(time(since))]),
    ...(days === null
      ? []
      : days === 0
        ? [words.beyond]
        : [words.limit(formatNumber(days, '', language), dateIn(window.to, days, window.zone))]),
  ]
  return (
    <>
      <span className={styles.line}>
        <strong>{machine.name}</strong>
        <code>{machine.id}</code>
        <VerdictMark tone={tones[machine.verdict]} word={words.verdicts[machine.verdict]} />
      </span>
      {signals.length > 0 && <span>{signals.join(app.app.comma)}</span>}
      {facts.length > 0 && <span className={styles.facts}>{facts.join(' · ')}</span>}
    </>
  )
}
