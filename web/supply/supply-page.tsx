import { useNavigate, useSearch } from '@tanstack/react-router'
import { formatNumber } from '../app/format.ts'
import { useChosenSite, useLanguage } from '../app/language.tsx'
import { Notice } from '../app/states.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import { Answered } from '../readings/answered.tsx'
import { ReadLine } from '../readings/read-line.tsx'
import styles from '../readings/readings.module.css'
import { readingFile, useReading } from '../readings/readings.ts'
import { useBrought } from '../readings/use-brought.ts'
import { useReadingWords } from '../readings/words.ts'
import { Workspace } from '../readings/workspace.tsx'
import { MaterialPart } from './material-part.tsx'
import { MaterialTable } from './material-table.tsx'
import { Scenario } from './scenario.tsx'
import { SupplierTable } from './supplier-table.tsx'
import { argsOf, type Stock, type SupplySearch } from './supply.ts'
import { useSupplyWords } from './words.ts'

/** When materials of a site run out, as it is and as it might be. */
export function SupplyPage() {
  const words = useSupplyWords()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ from: '/supply' })
  const { id: siteId, name } = useChosenSite(search.site)
  const { material } = search
  const args = argsOf(search, siteId)
  const brought = useBrought(material)
  const asked = useReading('project_stock', args)
  const go = (next: SupplySearch) => void navigate({ to: '/supply', search: next })
  return (
    <Workspace
      name={words.name}
      title={words.title(name)}
      lead={words.lead}
      siteId={siteId}
      // Suppliers and materials belong to their site.
      change={(site) => go({ site })}
    >
      <Scenario
        key={JSON.stringify(search)}
        search={{ ...search, site: siteId }}
        suppliers={asked.data?.data.suppliers ?? []}
        go={go}
      />
      <div ref={brought} tabIndex={-1} className={styles.brought}>
        {material !== undefined && (
          <MaterialPart key={material} args={{ ...args, material }} site={siteId} />
        )}
      </div>
      <Answered asked={asked} label={words.materials}>
        {({ data, chart, figures }) =>
          data.total === 0 ? (
            <Notice title={words.noMaterials} hint={words.noMaterialsHint} />
          ) : (
            <>
              {material === undefined && (
                <div className={styles.panel}>
                  <DataPanel
                    {...{ chart, figures, language }}
                    file={readingFile('project_stock', language, args)}
                  />
                </div>
              )}
              <MaterialTable data={data} search={{ ...search, site: siteId }} />
              <SupplierTable suppliers={data.suppliers} />
              <Assumed data={data} />
            </>
          )
        }
      </Answered>
    </Workspace>
  )
}

function Assumed({ data: { assumed, basis } }: { data: Stock }) {
  const words = useSupplyWords()
  const shared = useReadingWords()
  const { language } = useLanguage()
  return (
    <section className={styles.part} aria-label={shared.asIs}>
      <h2>{shared.asIs}</h2>
      <ul className={styles.list}>
        {[...assumed, words.runs(formatNumber(basis.runs, 'count', language))].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <ReadLine basis={basis} />
    </section>
  )
}
