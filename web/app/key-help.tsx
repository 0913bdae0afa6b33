import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Dialog } from './dialog.tsx'
import styles from './key-help.module.css'
import { keysOn, switchKeys, useKeys } from './keys.ts'
import { useLanguage } from './language.tsx'

/** The keys that lead between pages, and the list of all of them behind `?`. */
export function KeyHelp() {
  const { keys } = useLanguage().words
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  useKeys({
    '?': () => setOpened(true),
    'g i': () => void navigate({ to: '/inbox' }),
    'g c': () => void navigate({ to: '/chat' }),
    'g p': () => void navigate({ to: '/plant' }),
    'g m': () => void navigate({ to: '/metrics' }),
    'g s': () => void navigate({ to: '/sources' }),
    'g a': () => void navigate({ to: '/audit' }),
  })
  const listed: [presses: string[], meaning: string][] = [
    [['j'], keys.next],
    [['k'], keys.previous],
    [['Enter'], keys.open],
    [['a'], keys.approve],
    [['r'], keys.reject],
    [['e'], keys.edit],
    [['c'], keys.claim],
    [['w'], keys.withdraw],
    [['g', 'i'], keys.goInbox],
    [['g', 'c'], keys.goChat],
    [['g', 'p'], keys.goPlant],
    [['g', 'm'], keys.goMetrics],
    [['g', 's'], keys.goSources],
    [['g', 'a'], keys.goAudit],
    [['?'], keys.help],
  ]
  if (!opened) return null
  return (
    <Dialog title={keys.heading} close={() => setOpened(false)}>
      <dl className={styles.keys}>
        {listed.map(([presses, meaning]) => (
          <div key={meaning} className={styles.row}>
            <dt>{meaning}</dt>
            <dd>
              {presses.map((press) => (
                <kbd key={press} className={styles.key}>
                  {press}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className={styles.switch}>
        <input
          type="checkbox"
          defaultChecked={keysOn()}
          onChange={({ target }) => switchKeys(target.checked ? 'on' : 'off')}
        />
        {keys.use}
      </label>
    </Dialog>
  )
}
