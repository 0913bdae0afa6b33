import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { BoardMachine } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { Dialog } from '../app/dialog.tsx'
import { formatNumber, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import { kpiFile } from '../explorer/downloads.tsx'
import { kpiQuery } from '../metrics/metrics.ts'
import { kindOf, useBoardMachine } from './board.ts'
import styles from './machine-dialog.module.css'
import { StateMark } from './state-mark.tsx'
import { StateStrip } from './state-strip.tsx'
import { stateWord } from './tile.tsx'
import { usePlantWords } from './words.ts'

type Props = { siteId: string; id: string; close: () => void }

/** What is known of one machine: its day, its stops, what it measures; and where to ask further. */
export function MachineDialog({ siteId, id, close }: Props) {
  const { data, error, refetch } = useBoardMachine(siteId, id)
  const { language, words: app } = useLanguage()
  const name = data && (language === 'zh' ? data.tile.nameZh : data.tile.nameEn)
  return (
    <Dialog title={name === undefined ? id : `${name} ${id}`} close={close} width="wide">
      {data !== undefined && name !== undefined ? (
        <Shown siteId={siteId} found={data} name={name} />
      ) : error === null ? (
        <Loading />
      ) : error instanceof ApiError && error.status < 500 ? (
        <Notice title={app.states.notFound} hint={app.states.notFoundHint} />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </Dialog>
  )
}

type ShownProps = { siteId: string; found: BoardMachine; name: string }

function Shown({ siteId, found, name }: ShownProps) {
  const words = usePlantWords()
  const { language } = useLanguage()
  const { tile, zone } = found
  const kind = kindOf(tile)
  const explore = { metrics: 'oee', site: siteId, machine: tile.id, period: 'last_n_days', n: 14 }
  return (
    <div className={styles.machine}>
      <p className={styles.now} data-kind={kind}>
        <StateMark kind={kind} /> <strong>{stateWord(tile, kind, words)}</strong>
        {tile.heardAt !== null && (
          <span className={styles.quiet}>
            {words.until(formatTime(tile.heardAt, zone, language))}
          </span>
        )}
      </p>
      <section aria-labelledby="board-states">
        <h3 id="board-states">{words.machine.states}</h3>
        <StateStrip siteId={siteId} found={found} name={name} />
      </section>
      <section aria-labelledby="board-reasons">
        <h3 id="board-reasons">{words.machine.reasons}</h3>
        <Reasons siteId={siteId} id={tile.id} />
      </section>
      <Measured found={found} />
      <Alarms found={found} />
      <div className={styles.links}>
        <Link
          to="/chat"
          search={{ ask: words.machine.question(`${name} ${tile.id}`) }}
          className={styles.link}
        >
          {words.machine.ask}
        </Link>
        <Link to="/health" search={{ site: siteId, machine: tile.id }} className={styles.link}>
          {words.machine.health}
        </Link>
        <Link to="/metrics/explore" search={{ ...explore, grain: 'day' }} className={styles.link}>
          {words.machine.explore}
        </Link>
      </div>
    </div>
  )
}

function Reasons({ siteId, id }: { siteId: string; id: string }) {
  const words = usePlantWords()
  const { language } = useLanguage()
  const query = {
    metrics: ['downtime'],
    dimensions: ['reason'],
    filters: { site: [siteId], machine: [id] },
    window: { period: 'last_n_hours', n: 24 },
    limit: 5,
  }
  const { data, error, refetch } = useQuery(kpiQuery({ language, query }))
  if (data === undefined) {
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  }
  if (data.figures.every(({ value }) => (value ?? 0) === 0)) {
    return <p className={styles.quiet}>{words.machine.noStops}</p>
  }
  const { chart, figures } = data
  return <DataPanel {...{ chart, figures, language }} file={kpiFile(language, query)} />
}

function Measured({ found: { machine, zone } }: { found: BoardMachine }) {
  const words = usePlantWords()
  const { language } = useLanguage()
  const { measurements } = machine
  return (
    <section aria-labelledby="board-measured">
      <h3 id="board-measured">{words.machine.measurements}</h3>
      {measurements.length === 0 && <p className={styles.quiet}>{words.machine.noMeasurements}</p>}
      <dl className={styles.measured}>
        {measurements.map(({ tagId, nameZh, nameEn, unit, value, at, lowLimit, highLimit }) => {
          const shown = (one: number | null) => formatNumber(one, unit, language)
          const outside =
            value !== null &&
            ((lowLimit !== null && value < lowLimit) || (highLimit !== null && value > highLimit))
          return (
            <div key={tagId}>
              <dt>{language === 'zh' ? nameZh : nameEn}</dt>
              <dd>
                <strong>{shown(value)}</strong>{' '}
                {outside && <span className={styles.outside}>{words.machine.outside}</span>}
                <span className={styles.quiet}>
                  {at !== null && formatTime(at, zone, language)}
                  {lowLimit !== null &&
                    highLimit !== null &&
                    ` · ${words.machine.limits(shown(lowLimit), shown(highLimit))}`}
                  {lowLimit === null &&
                    highLimit !== null &&
                    ` · ${words.machine.atMost(shown(highLimit))}`}
                  {lowLimit !== null &&
                    highLimit === null &&
                    ` · ${words.machine.atLeast(shown(lowLimit))}`}
                </span>
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

function Alarms({ found: { machine, zone } }: { found: BoardMachine }) {
  const words = usePlantWords()
  const { language } = useLanguage()
  if (machine.alarms.length === 0) return null
  return (
    <section aria-labelledby="board-alarms">
      <h3 id="board-alarms">{words.machine.lastAlarms}</h3>
      <p className={styles.quiet}>{words.alarms(machine.alarmsTotal)}</p>
      <ul className={styles.alarms}>
        {machine.alarms.map(({ at, code, message }) => (
          <li key={`${at} ${code}`}>
            <time dateTime={at}>{formatTime(at, zone, language)}</time> <code>{code}</code>{' '}
            {message}
          </li>
        ))}
      </ul>
    </section>
  )
}
