import { Link } from '@tanstack/react-router'
import { useTitle } from '../app/title.ts'
import gate from '../gate/gate.module.css'
import { useAlertWords } from './words.ts'

/** What each list about alerts begins with; the heading is the title of the window too. */
export function AlertsHead({ heading, lead }: { heading: string; lead: string }) {
  useTitle(heading)
  return (
    <>
      <AlertPages />
      <header>
        <h1 className={gate.heading}>{heading}</h1>
        <p className={gate.lead}>{lead}</p>
      </header>
    </>
  )
}

/** Between the pages about alerts. */
function AlertPages() {
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
