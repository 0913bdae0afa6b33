import { useNavigate, useSearch } from '@tanstack/react-router'
import type { PlantBoard } from '../../server/http/contract.ts'
import { send } from '../app/api.ts'
import { formatTime } from '../app/format.ts'
import { useChosenSite, useLanguage, useSite } from '../app/language.tsx'
import { SiteField } from '../app/site-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import page from '../app/wide-page.module.css'
import { FileButtons } from '../charts/file-buttons.tsx'
import {
  boardEveryS,
  boardPath,
  linesOf,
  quietRunMin,
  silentMin,
  type TileKind,
  useBoard,
} from './board.ts'
import styles from './board-page.module.css'
import { Headline } from './headline.tsx'
import { MachineDialog } from './machine-dialog.tsx'
import { PlantTabs } from './plant-tabs.tsx'
import { StateMark } from './state-mark.tsx'
import { Tile } from './tile.tsx'
import { WallLink } from './wall-link.tsx'
import { usePlantWords } from './words.ts'

/** The andon of a site: every machine as a tile, the site in a row above. */
export function BoardPage() {
  const words = usePlantWords()
  const navigate = useNavigate()
  const { site, machine, wall } = useSearch({ from: '/plant' })
  const { id: siteId, name } = useChosenSite(site)
  const { data, error, refetch } = useBoard(siteId)
  useTitle(words.heading)
  const close = () =>
    void navigate({ to: '/plant', search: { site: siteId, ...(wall === 1 ? { wall } : {}) } })
  return (
    <div className={`${page.page} ${styles.board}`} data-wall={wall === 1}>
      {wall !== 1 && <PlantTabs />}
      <header className={page.top}>
        <div className={page.titles}>
          <h1 className={page.heading}>{words.title(name)}</h1>
          <Age board={data} />
        </div>
        {wall !== 1 && (
          <SiteField
            label={words.site}
            siteId={siteId}
            change={(site) => void navigate({ to: '/plant', search: { site } })}
          />
        )}
        <WallLink to="/plant" on={wall === 1} />
      </header>
      {error !== null && data !== undefined && (
        <p role="alert" className={styles.old}>
          {words.old}
        </p>
      )}
      {data !== undefined ? (
        <Board board={data} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
      {machine !== undefined && <MachineDialog siteId={siteId} id={machine} close={close} />}
    </div>
  )
}

function Age({ board }: { board: PlantBoard | undefined }) {
  const words = usePlantWords()
  const { language } = useLanguage()
  const read = board && words.readAt(formatTime(board.now, board.zone, language))
  return (
    <p className={styles.quiet}>
      {[words.every(boardEveryS), read].filter((part) => part !== undefined).join(' · ')}
    </p>
  )
}

function Board({ board }: { board: PlantBoard }) {
  const words = usePlantWords()
  const { language } = useLanguage()
  const { name: siteName } = useSite(board.siteId)
  if (board.tiles.length === 0) {
    return <Notice title={words.noMachines} hint={words.noMachinesHint} />
  }
  return (
    <>
      <Headline board={board} />
      {linesOf(board.tiles).map(({ id, nameZh, nameEn, tiles }) => (
        <section key={id} className={styles.line} aria-label={id === '' ? words.noLine : id}>
          <h2 className={styles.lineName}>
            {id === '' ? words.noLine : language === 'zh' ? nameZh : nameEn}{' '}
            <span className={styles.quiet}>{id}</span>
          </h2>
          <div className={styles.tiles}>
            {tiles.map((tile) => (
              <Tile key={tile.id} board={board} tile={tile} />
            ))}
          </div>
        </section>
      ))}
      <Legend />
      <FileButtons
        name={`jidoka-board-${board.siteId}-${board.now.slice(0, 10)}`}
        workbook={() => send(`${boardPath(board.siteId)}/xlsx?language=${language}`, {})}
        picture={async () => {
          const { boardFile } = await import('./board-file.ts')
          return boardFile({ board, siteName, language, words })
        }}
      />
    </>
  )
}

const legend: TileKind[] = ['run', 'setup', 'wait', 'down', 'planned', 'stale', 'never']

function Legend() {
  const words = usePlantWords()
  const names = { ...words.kinds, stale: words.stale, never: words.never }
  return (
    <div className={styles.legend}>
      <ul aria-label={words.legend}>
        {legend.map((kind) => (
          <li key={kind}>
            <StateMark kind={kind} />
            {names[kind]}
          </li>
        ))}
      </ul>
      <p>{words.rules(silentMin, quietRunMin)}</p>
    </div>
  )
}
