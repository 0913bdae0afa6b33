import { Link } from '@tanstack/react-router'
import type { RulePage } from '../../server/http/contract.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import gate from '../gate/gate.module.css'
import { AlertsHead } from './alert-pages.tsx'
import styles from './alerts.module.css'
import { useRules } from './alerts.ts'
import { RuleForm } from './rule-form.tsx'
import { useAlertWords } from './words.ts'

/** The rules that hold, and asking for another. */
export function RulesPage() {
  const { rules: words } = useAlertWords()
  const { data, error, refetch } = useRules()
  return (
    <div className={gate.page}>
      <AlertsHead heading={words.heading} lead={words.lead} />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : data.items.length === 0 ? (
        <Notice title={words.none} hint={words.noneHint} />
      ) : (
        <ol className={gate.list}>
          {data.items.map((rule) => (
            <RuleItem key={`${rule.siteId}/${rule.ruleId}`} rule={rule} />
          ))}
        </ol>
      )}
      <section>
        <h2>{words.new}</h2>
        <RuleForm />
      </section>
    </div>
  )
}

function RuleItem({ rule }: { rule: RulePage['items'][number] }) {
  const { language, words: app } = useLanguage()
  const { severities, rules: words } = useAlertWords()
  const site = useSite(rule.siteId)
  const { siteId, actionId, severity, ruleId, version, scopeId, role, watched, test } = rule
  const named = severity === 'critical' || severity === 'warning' ? severity : 'info'
  return (
    <li className={gate.item}>
      <div className={gate.about}>
        <strong>
          {scopeId === siteId ? site.name : scopeId} {watched[language]} {test[language]}
        </strong>
        <p className={gate.quiet}>
          {site.name} · {ruleId} v{version} · {app.roles[role] ?? role} ·{' '}
          <Link to="/inbox/$siteId/$id" params={{ siteId, id: actionId }} className={styles.link}>
            {words.approval}
          </Link>
        </p>
      </div>
      <span className={styles.badge} data-severity={named}>
        {severities[named]}
      </span>
    </li>
  )
}
