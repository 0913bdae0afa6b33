import { useNavigate, useSearch } from '@tanstack/react-router'
import { useId } from 'react'
import type { Plan } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import field from '../app/select-field.module.css'
import { SelectField } from '../app/select-field.tsx'
import styles from './plan-page.module.css'
import { usePlanWords } from './words.ts'

/** Which line and which orders; the address holds both. */
export function PlanFields({ plan }: { plan: Plan }) {
  const words = usePlanWords()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const orderId = useId()
  const { line = '', order = '' } = useSearch({ from: '/plan' })
  const change = (key: 'line' | 'order', value: string) =>
    void navigate({
      to: '/plan',
      search: ({ [key]: _, ...others }) => (value === '' ? others : { ...others, [key]: value }),
      replace: true,
    })
  const lines = new Map(
    plan.machines.flatMap(({ lineId, lineZh, lineEn }) =>
      lineId === null ? [] : [[lineId, (language === 'zh' ? lineZh : lineEn) ?? lineId] as const],
    ),
  )
  return (
    <div className={styles.fields}>
      {lines.size > 1 && (
        <SelectField
          label={words.line}
          value={line}
          empty={words.allLines}
          choices={[...lines].map(([value, name]) => ({ value, label: `${name} ${value}` }))}
          change={(value) => change('line', value)}
        />
      )}
      <div className={field.field}>
        <label htmlFor={orderId}>{words.order}</label>
        <input
          id={orderId}
          type="search"
          value={order}
          onChange={({ target }) => change('order', target.value)}
        />
      </div>
    </div>
  )
}
