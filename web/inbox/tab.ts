export type InboxTab = 'pending' | 'decided'
