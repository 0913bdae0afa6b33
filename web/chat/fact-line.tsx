import type { Figure } from '../../server/http/contract.ts'
import {
  formatExactTime,
  formatNumber,
  formatSpan,
  formatTime,
  type Language,
} from '../app/format.ts'
import { dimensionWord } from './code-words.ts'
import styles from './fact-line.module.css'
import type { FigureTable } from './figure-table.ts'
import { FigureValue } from './figure-value.tsx'
import type { Naming } from './names.ts'
import { windowText, zoneText } from './window-text.ts'
import { useChatWords } from './words.ts'

type Props = { table: FigureTable; naming: Naming; language: Language }

/** What all figures of an answer share: definition, window with zone, age of the data. */
export function FactLine({ table, naming, language }: Props) {
  const words = useChatWords().figure
  const [row] = table.rows
  if (row === undefined) return null
  const { figure, before } = row
  const { metric, version, window, rows, dimensions } = figure
  const shares = (key: FigureTable['shared'][number]) => table.shared.includes(key)
  return (
    <div>
      <dl className={styles.facts}>
        {table.rows.length === 1 && !table.compares && (
          <Fact name={words.value}>
            <FigureValue figure={figure} like={[figure]} language={language} />
          </Fact>
        )}
        {shares('metric') && (
          <Fact name={words.metric}>
            <span title={words.definition(metric, version)}>
              {naming.metric(metric)} <code>{`${metric} v${version}`}</code>
            </span>
          </Fact>
        )}
        {table.fixed.map((key) => (
          <Fact key={key} name={dimensionWord(key, language)}>
            {naming.value(key, dimensions[key] ?? '', dimensions.site) || words.unassigned}
          </Fact>
        ))}
        {shares('window') && (
          <Fact name={words.window}>
            {windowText(window, language)} <Zone zone={window.zone} language={language} />
          </Fact>
        )}
        {before && <Fact name={words.before}>{windowText(before.window, language)}</Fact>}
        {shares('freshness') && <Freshness figure={figure} language={language} />}
        {shares('rows') && <Fact name={words.rows}>{formatNumber(rows, 'count', language)}</Fact>}
      </dl>
      {table.truncated && <p className={styles.truncated}>{words.truncated}</p>}
    </div>
  )
}

function Freshness({ figure, language }: { figure: Figure; language: Language }) {
  const words = useChatWords().figure
  const { freshness, window } = figure
  if (freshness === null) return <Fact name={words.freshness}>{words.noFreshness}</Fact>
  const age = formatSpan(Date.now() - Date.parse(freshness), language)
  return (
    <Fact name={words.freshness}>
      <time dateTime={freshness} title={formatExactTime(freshness, window.zone, language)}>
        {formatTime(freshness, window.zone, language)}
      </time>{' '}
      ({words.age(age)})
    </Fact>
  )
}

const Zone = ({ zone, language }: { zone: string; language: Language }) => (
  <span className={styles.zone}>{zoneText(zone, language)}</span>
)

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
