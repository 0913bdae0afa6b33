export function ChatPage({ threadId }: { threadId?: string }) {
  return <main>{threadId}</main>
}
