import type { MetricCard } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import styles from './question-form.module.css'
import type { ChangeView } from './use-view.ts'
import type { View } from './view-state.ts'
import { useExplorerWords } from './words.ts'

type Props = { asked: MetricCard[]; view: View; change: ChangeView }

/** What decides which rows come first, and which are left out beyond the limit. */
export function OrderField({ asked, view: { order, compare, grain }, change }: Props) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const current = order === null ? '' : `${order.by}.${order.direction}`
  const options = [
    ...asked.flatMap(({ id, names }) => [
      { value: `${id}.desc`, name: words.orders.desc(names[language]) },
      { value: `${id}.asc`, name: words.orders.asc(names[language]) },
    ]),
    ...(compare === 'none' ? [] : asked).flatMap(({ id, names }) => [
      { value: `${id}.change.desc`, name: words.orders.changeDesc(names[language]) },
      { value: `${id}.change.asc`, name: words.orders.changeAsc(names[language]) },
    ]),
    ...(grain === 'none'
      ? []
      : [
          { value: 'time.asc', name: words.orders.timeAsc },
          { value: 'time.desc', name: words.orders.timeDesc },
        ]),
  ]
  const known = current === '' || options.some(({ value }) => value === current)
  const choose = (value: string) => {
    const [, by = '', direction] = /^(.+)\.(asc|desc)$/.exec(value) ?? []
    const chosen = { by, direction: direction === 'asc' ? ('asc' as const) : ('desc' as const) }
    change({ order: value === '' ? null : chosen })
  }
  return (
    <label className={styles.field}>
      {words.order}
      <select value={current} onChange={({ target }) => choose(target.value)}>
        <option value="">{words.orders.usual}</option>
        {!known && <option value={current}>{current}</option>}
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
