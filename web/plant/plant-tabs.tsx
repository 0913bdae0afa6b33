import { Link, useSearch } from '@tanstack/react-router'
import tabStyles from '../app/tabs.module.css'
import { usePlanWords } from '../plan/words.ts'
import { useReadingWords } from '../readings/words.ts'
import { useTeamWords } from '../team/words.ts'
import styles from './plant-tabs.module.css'
import { usePlantWords } from './words.ts'

/** The pages that a whole site looks at; the site stays from one to the next. */
export function PlantTabs() {
  const words = usePlantWords()
  const team = useTeamWords()
  const plan = usePlanWords()
  const { tabs } = useReadingWords()
  const { site } = useSearch({ strict: false })
  const names = {
    ...{ '/plant': words.heading, '/plant/team': team.heading, '/plan': plan.heading },
    ...{ '/health': tabs.health, '/quality': tabs.quality, '/supply': tabs.supply },
    ...{ '/process': tabs.process, '/tickets': tabs.tickets, '/reports': words.reports },
  }
  return (
    <nav ref={centre} className={`${tabStyles.tabs} ${styles.row}`} aria-label={words.pages}>
      {(Object.keys(names) as (keyof typeof names)[]).map((to) => (
        <Link
          key={to}
          to={to}
          search={site === undefined ? {} : { site }}
          className={tabStyles.tab}
          activeOptions={{ exact: to === '/plant', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {names[to]}
        </Link>
      ))}
    </nav>
  )
}

/** Where the names do not fit, that of the page is in sight. */
function centre(tabs: HTMLElement | null): void {
  const move = () => {
    const here = tabs?.querySelector<HTMLElement>('[aria-current=page]')
    if (tabs && here) tabs.scrollLeft = here.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2
  }
  move()
  // Another font has other widths.
  void document.fonts.ready.then(move)
}
