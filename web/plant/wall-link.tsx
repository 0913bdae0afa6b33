import { Link } from '@tanstack/react-router'
import styles from './wall-link.module.css'
import { usePlantWords } from './words.ts'

type Props = { to: '/plant' | '/plant/team'; on: boolean }

/** To the page without anything around it, and back; the address holds it for a screen that starts. */
export function WallLink({ to, on }: Props) {
  const words = usePlantWords()
  return (
    <Link
      to={to}
      search={({ wall: _, ...search }) => (on ? search : { ...search, wall: 1 as const })}
      className={styles.link}
    >
      {on ? words.leaveWall : words.wall}
    </Link>
  )
}
