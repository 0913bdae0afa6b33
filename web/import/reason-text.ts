import type { Language } from '../app/format.ts'

/** The server's reasons for a refusal, which it says in English; one that is not known stays so. */
const chinese: [pattern: RegExp, text: string][] = [
  [/^is missing$/, '缺少'],
  [/^must be after startAt$/, '必须晚于开始时间'],
  [/^must be an ISO 8601 instant$/, '不是可识别的日期时间'],
  [/^is not between the years 1900 and 2199$/, '年份不在 1900 至 2199 之间'],
  [/^is in the future.*$/, '时间在未来'],
  [/^Invalid input: expected number.*$/, '不是数字'],
  [/^Invalid input: expected string.*$/, '不是文本'],
  [/^Invalid option: expected one of (.+)$/, '只能是 $1 之一'],
  [/^Too small: expected number to be >=(\S+)$/, '不得小于 $1'],
  [/^Too big: expected number to be <=(\S+)$/, '不得大于 $1'],
  [/^Too small: expected string.*$/, '不能为空'],
  [/^Invalid input: expected int.*$/, '必须是整数'],
  [/^unknown (?:machine|equipment)$/, '没有这台设备'],
  [/^unknown product$/, '没有这个产品'],
  [/^unknown material$/, '没有这个物料'],
  [/^unknown supplier$/, '没有这个供应商'],
  [/^unknown team$/, '没有这个班组'],
  [/^unknown shift$/, '没有这个班次'],
  [/^unknown downtime reason$/, '没有这个停机原因'],
  [/^unknown production order$/, '没有这张工单'],
  [/^unknown tag$/, '没有这个测点'],
  [/^unknown characteristic$/, '没有这个检验特性'],
  [/^unknown failure mode$/, '没有这个失效模式'],
  [/^unknown equipment class$/, '没有这个设备类型'],
  [/^unknown (.+)$/, '未知：$1'],
  [/^nearest known: (.+)$/, '相近的有 $1'],
  [/^the mapping expects a number$/, '应为数字'],
  [/^the mapping expects a date$/, '应为日期时间'],
  [/^the mapping expects a duration$/, '应为时长'],
  [/^the line has (\d+) cells, the header (\d+)$/, '该行有 $1 格，表头有 $2 格'],
]

export function reasonText(reason: string, language: Language): string {
  if (language === 'en') return reason
  return reason.split('; ').map(partText).join('；')
}

/** What is wrong beside the first thing stands as `field value: reason`. */
function partText(part: string): string {
  const [, subject = '', own = part] = /^([A-Za-z]+ [^:]*: )(.+)$/.exec(part) ?? []
  const isSubject = subject !== '' && !/^(?:Invalid|Too|nearest|unknown)/.test(part)
  const text = isSubject ? own : part
  const [pattern, translated] = chinese.find(([known]) => known.test(text)) ?? []
  if (pattern === undefined || translated === undefined) return part
  return `${isSubject ? subject : ''}${text.replace(pattern, translated)}`
}
