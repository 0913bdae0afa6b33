import { type ReactNode, useState } from 'react'
import { saveFile } from '../app/save-file.ts'
import styles from './file-buttons.module.css'
import { useFileWords } from './file-words.ts'

type Props = {
  /** Of the files, without its ending. */
  name: string
  /** The picture; omitted where there is nothing to draw. */
  picture?: () => Promise<Blob | null>
  /** The server's answer, a spreadsheet. */
  workbook: () => Promise<Response>
  /** More buttons of the page. */
  children?: ReactNode
}

/** What is shown, to take along: as a picture and as a spreadsheet. */
export function FileButtons({ name, picture, workbook, children }: Props) {
  const words = useFileWords()
  const [said, setSaid] = useState('')
  const savePicture = async (draw: NonNullable<typeof picture>) => {
    setSaid('')
    const drawn = await draw().catch(() => null)
    if (drawn === null) setSaid(words.pngFailed)
    else saveFile(drawn, `${name}.png`)
  }
  const saveWorkbook = async () => {
    setSaid('')
    const answer = await workbook().catch(() => null)
    if (answer?.ok) saveFile(await answer.blob(), `${name}.xlsx`)
    else setSaid(words.xlsxFailed)
  }
  return (
    <div className={styles.files}>
      <fieldset className={styles.buttons} aria-label={words.download}>
        <button type="button" className={styles.button} onClick={() => void saveWorkbook()}>
          {words.xlsx}
        </button>
        {picture !== undefined && (
          <button type="button" className={styles.button} onClick={() => void savePicture(picture)}>
            {words.png}
          </button>
        )}
        {children}
      </fieldset>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  )
}
