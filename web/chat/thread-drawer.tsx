import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Drawer.layer.css'
import { ActionIcon, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { CrossIcon, ListIcon, PlusIcon } from './icons.tsx'
import styles from './thread-drawer.module.css'
import { ThreadList } from './thread-list.tsx'
import { useChatWords } from './words.ts'

/** The way to other conversations where the list has no room beside this one. */
export function ThreadDrawer() {
  const words = useChatWords()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <div className={styles.bar}>
      <button type="button" className={styles.button} onClick={open} aria-haspopup="dialog">
        <ListIcon />
        {words.threads}
      </button>
      <Link to="/chat" className={styles.button}>
        <PlusIcon />
        {words.newQuestion}
      </Link>
      <Drawer.Root
        opened={opened}
        onClose={close}
        size="min(360px, 88vw)"
        classNames={{ content: styles.drawer ?? '' }}
      >
        <Drawer.Overlay />
        <Drawer.Content aria-label={words.threads}>
          <div className={styles.top}>
            <h2 className={styles.heading}>{words.threads}</h2>
            <ActionIcon aria-label={words.close} onClick={close}>
              <CrossIcon />
            </ActionIcon>
          </div>
          <ThreadList onChoose={close} />
        </Drawer.Content>
      </Drawer.Root>
    </div>
  )
}
