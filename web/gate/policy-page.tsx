import { Button } from '@mantine/core'
import { useState } from 'react'
import type { StandingRule } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { usePolicy } from '../inbox/policy-facts.tsx'
import styles from './gate.module.css'
import { GatePages } from './gate-pages.tsx'
import { NewRuleDialog } from './new-rule-dialog.tsx'
import { RuleCard } from './rule-card.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { useGateWords } from './words.ts'

/** Every rule of the gate, by what is proposed, and the one way to change one. */
export function PolicyRules() {
  const { policy: words } = useGateWords()
  const { data, error, refetch } = usePolicy()
  const [changing, setChanging] = useState<StandingRule | null>(null)
  const [adding, setAdding] = useState(false)
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <GatePages />
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      {data !== undefined && (
        <div>
          <Button variant="default" onClick={() => setAdding(true)}>
            {words.newRule}
          </Button>
        </div>
      )}
      {data !== undefined ? (
        <ByTool rules={data.rules} change={setChanging} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
      {adding && <NewRuleDialog tools={toolsOf(data?.rules)} close={() => setAdding(false)} />}
      {changing !== null && <RuleDialog rule={changing} close={() => setChanging(null)} />}
    </div>
  )
}

/** Everything that can be proposed has a rule of the group from the beginning. */
const toolsOf = (rules: StandingRule[] = []): string[] =>
  [...new Set(rules.map(({ tool }) => tool))].sort()

type Props = { rules: StandingRule[]; change: (rule: StandingRule) => void }

function ByTool({ rules, change }: Props) {
  const { tools } = useLanguage().words
  return toolsOf(rules).map((tool) => (
    <section key={tool} className={styles.rules}>
      <h2>{tools[tool] ?? tool}</h2>
      {rules
        .filter((rule) => rule.tool === tool)
        .map((rule) => (
          <RuleCard key={`${rule.siteId}.${rule.rule}`} rule={rule} change={() => change(rule)} />
        ))}
    </section>
  ))
}
