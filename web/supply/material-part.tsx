import { formatNumber, formatTime } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import { Answered } from '../readings/answered.tsx'
import { DataTable } from '../readings/data-table.tsx'
import { ProposeForm } from '../readings/propose-form.tsx'
import styles from '../readings/readings.module.css'
import { readingFile, useReading } from '../readings/readings.ts'
import type { Material, Stock } from './supply.ts'
import { useSupplyWords } from './words.ts'

type Props = { args: { site: string; material: string }; site: string }

/** One material: its stock by day, what comes, and what would have to be ordered. */
export function MaterialPart({ args, site }: Props) {
  const words = useSupplyWords()
  const { language } = useLanguage()
  const asked = useReading('project_stock', args)
  return (
    <Answered asked={asked} label={words.material} className={styles.panel}>
      {({ data, chart, figures }) => {
        const [material] = data.materials
        if (material === undefined) return null
        return (
          <>
            <h2>
              {material.name} <code className={styles.code}>{material.material}</code>
            </h2>
            <DataPanel
              {...{ chart, figures, language }}
              file={readingFile('project_stock', language, args)}
            />
            {material.order !== null && (
              <Buy material={material} order={material.order} site={site} />
            )}
            <OnOrder data={data} material={material} />
            <ByDay data={data} material={material} />
          </>
        )
      }}
    </Answered>
  )
}

type BuyProps = { material: Material; order: NonNullable<Material['order']>; site: string }

function Buy({ material: { material, unit, risk_percent: risk }, order, site }: BuyProps) {
  const words = useSupplyWords()
  const { language } = useLanguage()
  const ifNow = order.risk_percent_if_ordered_now
  const percent = (value: number | null) => formatNumber(value, '%', language)
  const hint = [
    words.needed(formatNumber(order.quantity, unit, language), order.needed_by),
    ...(ifNow === null ? [] : [words.ifNow(percent(ifNow))]),
    words.buyHint,
  ]
  return (
    <ProposeForm
      tool="propose_change"
      siteId={site}
      title={words.buyTitle}
      hint={hint.join(' ')}
      fields={[
        {
          key: 'quantity',
          label: `${words.field.quantity} (${formatNumber(1, unit, language).replace(/^1\s*/, '')})`,
          value: String(order.quantity),
          kind: 'number',
        },
        {
          key: 'needed_by',
          label: words.field.neededBy,
          value: order.needed_by,
          kind: 'date',
        },
        {
          key: 'reason',
          label: words.field.reason,
          value: words.buyReason(percent(risk), order.needed_by),
        },
      ]}
      args={({ quantity, needed_by, reason }) => ({
        ...{ site, reason },
        change: {
          ...{ kind: 'purchase', material, needed_by, quantity: Number(quantity) },
          ...(order.supplier === null ? {} : { supplier: order.supplier }),
        },
      })}
    />
  )
}

type PartProps = { data: Stock; material: Material }

function OnOrder({ data: { on_order: lines, basis, suppliers }, material }: PartProps) {
  const words = useSupplyWords()
  const { language } = useLanguage()
  const time = (iso: string) => formatTime(iso, basis.zone, language)
  return (
    <section className={styles.part}>
      <h3>{words.onOrder}</h3>
      {lines.length === 0 ? (
        <p className={styles.quiet}>{words.noOrder}</p>
      ) : (
        <DataTable
          label={words.onOrder}
          columns={[
            { head: words.line },
            { head: words.from },
            { head: words.quantity, number: true },
            { head: words.due },
            { head: words.expected },
          ]}
          rows={lines.map(({ line, supplier, quantity, due, expected }) => ({
            key: line,
            cells: [
              line,
              suppliers.find((one) => one.supplier === supplier)?.name ?? supplier,
              formatNumber(quantity, material.unit, language),
              time(due),
              expected && `${time(expected.p10)} – ${time(expected.p90)}`,
            ],
          }))}
        />
      )}
    </section>
  )
}

function ByDay({ data: { by_day: days }, material }: PartProps) {
  const words = useSupplyWords()
  const { language } = useLanguage()
  const shown = (value: number) => formatNumber(value, material.unit, language)
  return (
    <details>
      <summary className={styles.summary}>{words.byDay}</summary>
      <DataTable
        label={words.byDay}
        columns={[
          { head: words.day },
          ...['10 %', '50 %', '90 %'].map((head) => ({ head, number: true }) as const),
          { head: words.risk, number: true },
        ]}
        rows={days.map(({ date, p10, p50, p90, risk_percent: risk }) => ({
          key: date,
          cells: [date, shown(p10), shown(p50), shown(p90), formatNumber(risk, '%', language)],
        }))}
      />
    </details>
  )
}
