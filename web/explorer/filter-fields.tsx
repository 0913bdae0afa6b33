import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { KpiMembers, MetricCard } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { dimensionWord } from '../chat/code-words.ts'
import { useNaming } from '../chat/names.ts'
import { PickDialog } from './pick-dialog.tsx'
import styles from './question-form.module.css'
import type { ChangeView } from './use-view.ts'
import { type Dimension, dimensions, type View } from './view-state.ts'
import { useExplorerWords } from './words.ts'

/** As many as the server takes. */
const mostValues = 200

type Props = { asked: MetricCard[]; view: View; change: ChangeView }

/** One button for each dimension that the metrics can be cut by. */
export function FilterFields({ asked, view, change }: Props) {
  const words = useExplorerWords()
  const sites = useSites()
  const [opened, setOpened] = useState<Dimension | null>(null)
  const { filters } = view
  const shown = dimensions.filter((one) => {
    const isSet = filters[one] !== undefined
    const supported = asked.length > 0 && asked.every((m) => m.dimensions.includes(one))
    return isSet || (supported && (one !== 'site' || sites.length > 1))
  })
  const set = (dimension: Dimension, chosen: string[]) => {
    const { [dimension]: _, ...others } = filters
    change({ filters: chosen.length === 0 ? others : { ...others, [dimension]: chosen } })
  }
  if (shown.length === 0) return null
  return (
    <fieldset className={styles.group}>
      <legend>{words.filters}</legend>
      {shown.map((one) => (
        <FilterButton
          key={one}
          dimension={one}
          chosen={filters[one] ?? []}
          open={() => setOpened(one)}
        />
      ))}
      {opened !== null && (
        <Members
          dimension={opened}
          chosen={filters[opened] ?? []}
          change={(chosen) => set(opened, chosen)}
          close={() => setOpened(null)}
        />
      )}
    </fieldset>
  )
}

type ButtonProps = { dimension: Dimension; chosen: string[]; open: () => void }

function FilterButton({ dimension, chosen, open }: ButtonProps) {
  const words = useExplorerWords()
  const { language } = useLanguage()
  const naming = useNaming(language)
  const [only] = chosen
  return (
    <button type="button" className={styles.open} onClick={open}>
      <span>{dimensionWord(dimension, language)}</span>
      <span className={styles.value} data-set={chosen.length > 0}>
        {only === undefined
          ? words.all
          : chosen.length === 1
            ? naming.value(dimension, only, undefined)
            : words.chosen(chosen.length)}
      </span>
    </button>
  )
}

type MembersProps = {
  dimension: Dimension
  chosen: string[]
  change: (chosen: string[]) => void
  close: () => void
}

function Members({ dimension, chosen, change, close }: MembersProps) {
  const { language } = useLanguage()
  const sites = useSites()
  const { data } = useQuery({
    queryKey: ['kpi-members', dimension],
    queryFn: ({ signal }) => getJson<KpiMembers>(`/api/kpi/members/${dimension}`, { signal }),
    staleTime: 60_000,
  })
  if (data === undefined) return null
  const siteName = (id: string) => sites.find((site) => site.id === id)?.name ?? id
  const choices = data.items.map(({ siteId, id, nameZh, nameEn }) => ({
    id,
    name: language === 'zh' ? nameZh : nameEn,
    detail: dimension === 'site' || sites.length === 1 ? id : `${id} · ${siteName(siteId)}`,
    words: [id, nameZh, nameEn],
  }))
  return (
    <PickDialog
      title={dimensionWord(dimension, language)}
      choices={choices}
      chosen={chosen}
      most={mostValues}
      change={change}
      close={close}
    />
  )
}
