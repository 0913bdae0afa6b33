import { Link } from '@tanstack/react-router'
import type { Reading } from '../../server/http/contract.ts'
import { formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import type { ChartFile } from '../charts/chart-files.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import styles from '../readings/readings.module.css'
import { VerdictMark } from '../readings/verdict-mark.tsx'
import own from './health.module.css'
import { type Health, type Machine, signalsOf, tones } from './health.ts'
import { LifePart } from './life-part.tsx'
import { SensorTable } from './sensor-table.tsx'
import { TicketForm } from './ticket-form.tsx'
import { useHealthWords } from './words.ts'

type Props = { reading: Reading<Health>; file: ChartFile }

/** One machine: its picture, what was found, its sensors, its life, and what to do next. */
export function MachinePart({ reading, file }: Props) {
  const words = useHealthWords()
  const { language } = useLanguage()
  const { data, chart, figures } = reading
  const [machine] = data.machines
  if (machine === undefined) return null
  const [, ...says] = machine.says
  const isOff = machine.verdict === 'act' || machine.verdict === 'watch'
  return (
    <>
      <h2 className={own.name}>
        {machine.name} <code className={styles.code}>{machine.id}</code>
        <VerdictMark tone={tones[machine.verdict]} word={words.verdicts[machine.verdict]} />
      </h2>
      <DataPanel {...{ chart, figures, language, file }} />
      <section className={styles.part} aria-label={words.says}>
        <h3>{words.says}</h3>
        <ul className={styles.list}>
          {says.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      {isOff && <TicketForm machine={machine} />}
      {machine.sensors.length > 0 && <SensorTable machine={machine} zone={data.window.zone} />}
      {machine.life !== null && <LifePart life={machine.life} />}
      <Near machine={machine} zone={data.window.zone} />
      <Links machine={machine} />
    </>
  )
}

function Near({
  machine: { alarms, tickets, site, id },
  zone,
}: {
  machine: Machine
  zone: string
}) {
  const words = useHealthWords()
  const { language } = useLanguage()
  return (
    <>
      {alarms.length > 0 && (
        <section className={styles.part} aria-label={words.alarms}>
          <h3>{words.alarms}</h3>
          <ul className={styles.list}>
            {alarms.map(({ code, count, last_at, message }) => (
              <li key={code}>
                <code>{code}</code> {message}{' '}
                <span className={styles.quiet}>
                  {words.times(count, formatTime(last_at, zone, language))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.part} aria-label={words.tickets}>
        <h3>{words.tickets}</h3>
        {tickets.length === 0 && <p className={styles.quiet}>{words.noTickets}</p>}
        <ul className={styles.list}>
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              {ticket.title}{' '}
              <span className={styles.quiet}>
                <code>{ticket.id}</code> {formatTime(ticket.opened_at, zone, language)}
              </span>
            </li>
          ))}
        </ul>
        <Link to="/tickets" search={{ site, equipment: id }} className={styles.link}>
          {words.allTickets}
        </Link>
      </section>
    </>
  )
}

function Links({ machine }: { machine: Machine }) {
  const words = useHealthWords()
  const { site, id, name } = machine
  const [signal] = signalsOf(machine)
  return (
    <div className={styles.links}>
      <Link to="/plant" search={{ site, machine: id }} className={styles.link}>
        {words.board}
      </Link>
      {signal !== undefined && (
        <Link to="/library" search={{ q: `${name} ${signal}` }} className={styles.link}>
          {words.manuals}
        </Link>
      )}
      <Link to="/chat" search={{ ask: words.question(`${name} ${id}`) }} className={styles.link}>
        {words.ask}
      </Link>
    </div>
  )
}
