export { reportsByMail } from './reports-by-mail.ts'
export { smtpSender } from './send-mail.ts'
