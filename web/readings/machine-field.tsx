import { useQuery } from '@tanstack/react-query'
import type { KpiMembers } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'

type Props = {
  label: string
  siteId: string
  value: string
  /** Stands for all of them. */
  empty: string
  change: (id: string) => void
}

/** One machine of a site. */
export function MachineField({ label, siteId, value, empty, change }: Props) {
  const { language } = useLanguage()
  const { data } = useQuery({
    queryKey: ['kpi-members', 'machine'],
    queryFn: ({ signal }) => getJson<KpiMembers>('/api/kpi/members/machine', { signal }),
    staleTime: 10 * 60_000,
  })
  const machines = (data?.items ?? []).filter((one) => one.siteId === siteId)
  const known = machines.some(({ id }) => id === value) || value === ''
  return (
    <SelectField
      {...{ label, value, empty, change }}
      choices={[
        ...machines.map(({ id, nameZh, nameEn }) => ({
          value: id,
          label: `${language === 'zh' ? nameZh : nameEn} ${id}`,
        })),
        ...(known ? [] : [{ value, label: value }]),
      ]}
    />
  )
}
