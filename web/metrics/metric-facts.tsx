import type { ReactNode } from 'react'
import type { MetricDetail } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { dimensionWord } from '../chat/code-words.ts'
import styles from './metric-facts.module.css'
import { useUnitWord } from './unit-word.ts'
import { useMetricWords } from './words.ts'

type Props = {
  definition: MetricDetail['versions'][number]['definition']
}

/** What the catalogue says of a metric, in full. */
export function MetricFacts({ definition }: Props) {
  const words = useMetricWords()
  const { language, words: app } = useLanguage()
  const unitWord = useUnitWord()
  const { id, unit, level, owner, isoNumber, better, dimensions, synonyms, version } = definition
  const comma = app.app.comma
  const split = dimensions.map((one) => dimensionWord(one, language))
  return (
    <dl className={styles.facts}>
      <Fact name={words.detail.code}>
        <code>{id}</code>
      </Fact>
      <Fact name={words.columns.version}>{words.version(version)}</Fact>
      <Fact name={words.columns.source}>
        {isoNumber === null ? words.ownSource : words.iso(isoNumber)}
      </Fact>
      <Fact name={words.columns.unit}>{unitWord(unit)}</Fact>
      <Fact name={words.detail.better}>{words.detail.betterIs[better]}</Fact>
      <Fact name={words.columns.owner}>{app.roles[owner] ?? owner}</Fact>
      <Fact name={words.columns.level}>{words.levels[level] ?? level}</Fact>
      <Fact name={words.detail.synonyms}>
        {[...synonyms[language], ...synonyms[language === 'zh' ? 'en' : 'zh']].join(comma) ||
          words.detail.none}
      </Fact>
      <Fact name={words.detail.dimensions}>{split.join(comma)}</Fact>
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
