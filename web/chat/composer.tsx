import { ActionIcon, Textarea } from '@mantine/core'
import { type KeyboardEvent, type SubmitEvent, useEffect, useRef, useState } from 'react'
import styles from './composer.module.css'
import { SendIcon, StopIcon } from './icons.tsx'
import { useChatWords } from './words.ts'

type Props = {
  running: boolean
  /** What stands in the field at first. */
  draft: string
  onSend: (question: string) => void
  onStop: () => void
}

const longestQuestion = 4000

export function Composer({ running, draft, onSend, onStop }: Props) {
  const words = useChatWords()
  const [text, setText] = useState(draft)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // On a phone the keyboard would cover the examples.
    if (window.matchMedia('(pointer: fine)').matches) field.current?.focus()
  }, [])
  const send = () => {
    const question = text.trim()
    if (question === '' || running) return
    setText('')
    onSend(question)
  }
  return (
    <form className={styles.composer} onSubmit={(event) => submitted(event, send)}>
      <div className={styles.row}>
        <Textarea
          ref={field}
          className={styles.field ?? ''}
          aria-label={words.question}
          aria-describedby="composer-keys"
          placeholder={words.placeholder}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={longestQuestion}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => sendsOn(event) && submitted(event, send)}
        />
        {running ? (
          <ActionIcon
            variant="default"
            aria-label={words.stop}
            onClick={onStop}
            className={styles.button ?? ''}
          >
            <StopIcon />
          </ActionIcon>
        ) : (
          <ActionIcon
            type="submit"
            variant="filled"
            color="petrol"
            aria-label={words.send}
            disabled={text.trim() === ''}
            className={styles.button ?? ''}
          >
            <SendIcon />
          </ActionIcon>
        )}
      </div>
      <p id="composer-keys" className={styles.keys}>
        {words.keysHint}
      </p>
    </form>
  )
}

/** Enter that ends the composing of a Chinese word (229 in Safari) is not yet a wish to send. */
function sendsOn({ key, shiftKey, keyCode, nativeEvent }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !nativeEvent.isComposing && keyCode !== 229
}

function submitted(event: SubmitEvent | KeyboardEvent, send: () => void): void {
  event.preventDefault()
  send()
}
