import { Link } from '@tanstack/react-router'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import { Answered } from '../readings/answered.tsx'
import { ProposeForm } from '../readings/propose-form.tsx'
import styles from '../readings/readings.module.css'
import { readingFile, useReading } from '../readings/readings.ts'
import type { Machine, Setting } from './process.ts'
import { TrialPart } from './trial-part.tsx'
import { useProcessWords } from './words.ts'

type Props = { args: { site: string; response: string; equipment: string } }

/** One machine: its picture, what history says of each setting, what to set, what to try. */
export function MachinePart({ args }: Props) {
  const words = useProcessWords()
  const { language } = useLanguage()
  const asked = useReading('process_window', args)
  return (
    <Answered asked={asked} label={words.machine} className={styles.panel}>
      {({ data, chart, figures }) => {
        const [machine] = data.machines
        if (machine === undefined) return null
        const { basis } = data
        return (
          <>
            <h2>
              {machine.name} <code className={styles.code}>{machine.machine}</code>
            </h2>
            <p className={styles.quiet}>
              {basis.name} · {words.usual(formatNumber(machine.usual, basis.unit, language))}
            </p>
            {chart !== null && (
              <DataPanel
                {...{ chart, figures, language }}
                file={readingFile('process_window', language, args)}
              />
            )}
            <section className={styles.part} aria-label={words.says}>
              <h3>{words.says}</h3>
              <ul className={styles.list}>
                {machine.settings.map(({ parameter, says }) => (
                  <li key={parameter}>{says}</li>
                ))}
              </ul>
            </section>
            {machine.settings.map((setting) => (
              <SetPoint key={setting.parameter} machine={machine} setting={setting} />
            ))}
            {data.trial !== null && <TrialPart trial={data.trial} settings={machine.settings} />}
            <Link
              to="/chat"
              search={{
                ask: words.question(`${machine.name} ${machine.machine}`, basis.name),
              }}
              className={styles.link}
            >
              {words.ask}
            </Link>
          </>
        )
      }}
    </Answered>
  )
}

/** Where history recommends another value than the one that is set. */
function SetPoint({ machine, setting }: { machine: Machine; setting: Setting }) {
  const words = useProcessWords()
  const { target, set_to: now, unit, parameter, name, says } = setting
  if (target === null || target === now) return null
  return (
    <ProposeForm
      tool="propose_change"
      siteId={machine.site}
      title={words.proposeTitle(name)}
      hint={words.proposeHint}
      fields={[
        { key: 'value', label: words.value(unit), value: String(target), kind: 'number' },
        { key: 'reason', label: words.reason, value: says, kind: 'lines' },
      ]}
      args={({ value, reason }) => ({
        ...{ site: machine.site, reason },
        change: {
          ...{ kind: 'parameter', machine: machine.machine, parameter, unit },
          value: Number(value),
        },
      })}
    />
  )
}
