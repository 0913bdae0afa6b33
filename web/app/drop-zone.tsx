import { type DragEvent, useId, useState } from 'react'
import styles from './drop-zone.module.css'

type Props = {
  words: { drop: string; hold: string; choose: string }
  /** What is taken, and how much. */
  hint: string
  /** Endings for the browser's own chooser. */
  accept: string
  several?: true
  take: (files: File[]) => void
}

/** Dropping counts anywhere in the zone; the field in it serves keys and touch. */
export function DropZone({ words, hint, accept, several, take }: Props) {
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take([...event.dataTransfer.files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the field inside does the same
    <div
      className={styles.zone}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className={styles.drop}>{over ? words.hold : words.drop}</p>
      <label className={styles.button}>
        {words.choose}
        <input
          type="file"
          accept={accept}
          multiple={several}
          className={styles.input}
          aria-describedby={id}
          onChange={({ target }) => {
            take([...(target.files ?? [])])
            // The same file chosen again, once mended, counts as well.
            target.value = ''
          }}
        />
      </label>
      <p id={id} className={styles.hint}>
        {hint}
      </p>
    </div>
  )
}
