import { CloseButton } from '@mantine/core'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import styles from './dialog.module.css'
import { useLanguage } from './language.tsx'

type Props = {
  title: string
  close: () => void
  /** Wide for what holds a picture. */
  width?: 'wide'
  children: ReactNode
}

/**
 * A question before the page, in the browser's own dialog: it keeps the focus, closes by Escape and
 * gives the focus back. `data-autofocus` marks where reading begins.
 */
export function Dialog({ title, close, width, children }: Props) {
  const { app } = useLanguage().words
  const id = useId()
  const place = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = place.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={place}
      className={styles.dialog}
      data-width={width}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <div className={styles.top}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <CloseButton aria-label={app.close} size={44} iconSize={22} onClick={close} />
      </div>
      <div className={styles.body}>{children}</div>
    </dialog>
  )
}
