import { useEffect, useRef } from 'react'

const storageKey = 'jidoka.keys'
/** How long after `g` the second letter counts. */
const chordMs = 1200

/** Single letters can be switched off: they get in the way of speech input (WCAG 2.1.4). */
export function keysOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

export function switchKeys(state: 'on' | 'off'): void {
  try {
    localStorage.setItem(storageKey, state)
  } catch {
    // Not stored: they stay as they are.
  }
}

/** Runs `actions['j']`, `actions['g i']`… for keys pressed outside fields and dialogs. */
export function useKeys(actions: Record<string, () => void>): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    let before = { key: '', at: 0 }
    const pressed = (event: KeyboardEvent) => {
      if (!keyCounts(event)) return
      const key = event.key.toLowerCase()
      const chord = before.key === 'g' && event.timeStamp - before.at < chordMs
      before = { key, at: event.timeStamp }
      const action = latest.current[chord ? `g ${key}` : key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

function keyCounts(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
  if (event.defaultPrevented || event.repeat) return false
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('input, textarea, select, [contenteditable], dialog')) return false
  if (document.querySelector('dialog[open]') !== null) return false
  // Enter on a link or a button is that link's or button's own.
  if (event.key === 'Enter' && target?.closest('a, button')) return false
  return event.key === '?' || keysOn()
}
