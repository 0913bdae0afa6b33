import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { WarningIcon } from '../app/icons.tsx'
import { useChatWords } from '../chat/words.ts'
import type { Inline } from './inline.ts'
import type { Block } from './markdown.ts'
import styles from './markdown-view.module.css'

type Props = {
  blocks: Block[]
  /** What stands at the end of a quote, such as the number of its source. */
  afterQuote?: (text: string) => ReactNode
  /** Longer lists show so many items, the others on demand: a chart tells them too. */
  listItems?: number | undefined
}

/** Blocks as elements; whatever was not understood stays words. */
export function MarkdownView({ blocks, afterQuote, listItems }: Props) {
  return (
    <div className={styles.text}>
      {keyed(blocks).map(([key, block]) => (
        <BlockView key={key} block={block} afterQuote={afterQuote} listItems={listItems} />
      ))}
    </div>
  )
}

/** Blocks never move: their place is their key. */
const keyed = <T,>(items: T[]): [string, T][] => items.map((item, at) => [String(at), item])

type BlockProps = {
  block: Block
  afterQuote: Props['afterQuote'] | undefined
  listItems: number | undefined
}

function BlockView({ block, afterQuote, listItems }: BlockProps) {
  switch (block.kind) {
    case 'heading':
      return (
        <p className={styles.heading}>
          <Words parts={block.parts} />
        </p>
      )
    case 'paragraph':
      return (
        <p>
          <Lines lines={block.lines} />
        </p>
      )
    case 'warning':
      return (
        <div className={styles.warning}>
          <WarningIcon />
          <p>
            <Lines lines={block.lines} />
          </p>
        </div>
      )
    case 'source':
      return (
        <p className={styles.source}>
          <Words parts={block.parts} />
        </p>
      )
    case 'code':
      return <pre className={styles.code}>{block.text}</pre>
    case 'quote':
      return (
        <blockquote className={styles.quote}>
          <MarkdownView blocks={block.blocks} />
          {afterQuote?.(block.text)}
        </blockquote>
      )
    case 'list':
      return <ListView list={block} most={listItems ?? block.items.length} />
    case 'table':
      return <TableView table={block} />
  }
}

type List = Extract<Block, { kind: 'list' }>

function ListView({ list, most }: { list: List; most: number }) {
  const { moreItems } = useChatWords()
  const { items, start } = list
  // One hidden line would take as much room as its fold.
  if (items.length <= most + 1) return <ListItems list={list} />
  return (
    <div>
      <ListItems list={{ ...list, items: items.slice(0, most) }} />
      <details className={styles.more}>
        <summary>{moreItems(items.length - most)}</summary>
        <ListItems list={{ ...list, start: start + most, items: items.slice(most) }} />
      </details>
    </div>
  )
}

function ListItems({ list }: { list: List }) {
  const items = keyed(list.items).map(([key, blocks]) => (
    <li key={key}>
      <MarkdownView blocks={blocks} />
    </li>
  ))
  return list.ordered ? (
    <ol start={list.start} className={styles.list}>
      {items}
    </ol>
  ) : (
    <ul className={styles.list}>{items}</ul>
  )
}

function TableView({ table }: { table: Extract<Block, { kind: 'table' }> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <div className={styles.scroll} tabIndex={0}>
      <table className={styles.table}>
        {table.head && (
          <thead>
            <tr>
              {keyed(table.head).map(([key, cell]) => (
                <th key={key} scope="col">
                  <Words parts={cell} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {keyed(table.rows).map(([key, cells]) => (
            <tr key={key}>
              {keyed(cells).map(([at, cell]) => (
                <td key={at}>
                  <Words parts={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Lines = ({ lines }: { lines: Inline[][] }) =>
  keyed(lines).map(([key, line], at) => (
    <Fragment key={key}>
      {at > 0 && <br />}
      <Words parts={line} />
    </Fragment>
  ))

const Words = ({ parts }: { parts: Inline[] }) =>
  keyed(parts).map(([key, part]) => <Word key={key} part={part} />)

function Word({ part }: { part: Inline }) {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'code':
      return <code>{part.text}</code>
    case 'strong':
      return (
        <strong>
          <Words parts={part.parts} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Words parts={part.parts} />
        </em>
      )
    case 'mark':
      return (
        <mark>
          <Words parts={part.parts} />
        </mark>
      )
    case 'inbox':
      return <InboxLink siteId={part.siteId} id={part.id} />
  }
}

function InboxLink({ siteId, id }: { siteId: string; id: string }) {
  const { openProposal } = useChatWords()
  return (
    <Link to="/inbox/$siteId/$id" params={{ siteId, id }}>
      {openProposal}
    </Link>
  )
}
