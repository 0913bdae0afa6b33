import { Link } from '@tanstack/react-router'
import gate from '../gate/gate.module.css'
import { useAlertWords } from './words.ts'

/** Between the pages about alerts. */
export function AlertPages() {
  const { pages, tabs } = useAlertWords()
  const shown = { className: gate.link, activeProps: { 'aria-current': 'page' } } as const
  return (
    <nav className={gate.pages} aria-label={pages}>
      <Link to="/alerts" activeOptions={{ exact: true, includeSearch: true }} {...shown}>
        {tabs.standing}
      </Link>
      <Link to="/alerts" search={{ status: 'past' }} {...shown}>
        {tabs.past}
      </Link>
      <Link to="/alerts/rules" {...shown}>
        {tabs.rules}
      </Link>
      <Link to="/alerts/calendar" {...shown}>
        {tabs.calendar}
      </Link>
      <Link to="/alerts/report" {...shown}>
        {tabs.report}
      </Link>
    </nav>
  )
}
