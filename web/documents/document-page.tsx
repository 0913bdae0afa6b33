type Props = { siteId: string; id: string; revision: number; passage?: number }

export function DocumentPage({ id }: Props) {
  return <main>{id}</main>
}
