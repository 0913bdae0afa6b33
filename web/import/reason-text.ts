import type { Language } from '../app/format.ts'

/** The server's reasons for a refusal, which it says in English; one that is not known stays so. */
const chinese: [pattern: RegExp, text: string][] = [
  [/^is missing$/, '缺少'],
  [/^must be after startAt$/, '必须晚于开始时间'],
  [/^must be an ISO 8601 instant$/, '不是可识别的日期时间'],
  [/^is not between the years 1900 and 2099$/, '年份不在 1900 至 2099 之间'],
  [/^needs Z or an offset at its end$/, '末尾须有 Z 或时区偏移'],
  [/^lies (\d+) s in the future$/, '比当前时刻晚 $1 秒'],
  [/^is the clock or the zone of the sender wrong\?$/, '请检查来源的时钟或时区'],
  [/^Invalid input: expected number.*$/, '不是数字'],
  [/^Invalid input: expected string.*$/, '不是文本'],
  [/^Invalid option: expected one of (.+)$/, '只能是 $1 之一'],
  [/^Too small: expected (?:number|int) to be >=(\S+)$/, '不得小于 $1'],
  [/^Too big: expected (?:number|int) to be <=(\S+)$/, '不得大于 $1'],
  [/^Too small: expected string.*$/, '不能为空'],
  [/^Too big: expected string to have <=(\d+) characters$/, '不得超过 $1 个字符'],
  [/^Invalid input: expected array.*$/, '应为列表'],
  [/^Invalid input: expected boolean.*$/, '应为 true 或 false'],
  [/^Invalid ISO date$/, '不是日期'],
  [/^has characters that cannot be stored$/, '含有无法存储的字符'],
  [/^must be a currency code such as CNY$/, '应为 CNY 这样的货币代码'],
  [/^must be an IANA time zone such as (\S+)$/, '应为 $1 这样的时区名'],
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
  [/^unknown field$/, '没有这个字段'],
  [/^unknown (.+)$/, '未知：$1'],
  [/^nearest: (.+)$/, '相近的有 $1'],
  [/^known: (.+)$/, '已知的有 $1'],
  [/^nearest known: (.+)$/, '相近的有 $1'],
  [/^the mapping expects a number$/, '应为数字'],
  [/^the mapping expects a date$/, '应为日期时间'],
  [/^the mapping expects a duration$/, '应为时长'],
  [/^the mapping expects (.+)$/, '应按此格式书写：$1'],
  [/^the header has (\d+) columns$/, '与表头的 $1 列不符'],
  [/^and no routing operation of (.+) runs on (.+)$/, '且 $1 在 $2 上没有工序'],
  [/^already names the state of (.+)$/, '该编号已属于 $1 的状态'],
  [/^a state that starts elsewhere needs its own key$/, '起始时间不同的状态须另用编号'],
  [/^is a ticket of (.+) already$/, '已是 $1 的工单'],
  [/^is not JSON$/, '不是 JSON'],
  [/^NaN and Infinity are no numbers of JSON$/, 'JSON 的数字不能是 NaN 或 Infinity'],
  [/^is no Sparkplug B payload: .+$/, '不是 Sparkplug B 报文'],
  [/^is not UTF-8$/, '不是 UTF-8 文本'],
  [/^is longer than (\d+) bytes$/, '超过 $1 字节'],
  [/^is larger than (\d+) bytes$/, '超过 $1 字节'],
  [/^has more than (\d+) values$/, '超过 $1 个值'],
  [/^has no instant at (\S+): .+$/, '$1 处没有时间：须为带时区的 ISO 8601，或自 1970 年起的数值'],
  [/^no signal of the mapping fits (.+)$/, '映射中没有与 $1 相符的信号'],
  [/^the mapping gives no state for the value (.+)$/, '映射没有说明值 $1 是什么状态'],
  [/^nothing has said yet which product it was: (.+)$/, '尚不知是哪个产品：$1'],
  [/^the server has no node (.+)$/, '服务器没有节点 $1'],
]

export function reasonText(reason: string, language: Language): string {
  if (language === 'en') return reason
  return reason
    .replace(/^is missing, and /, 'is missing; and ')
    .split('; ')
    .map(partText)
    .join('；')
}

/** What is wrong beside the first thing stands as `field value: reason`. */
function partText(part: string): string {
  const [, subject = '', own = part] = /^([A-Za-z]+ [^:]*: )(.+)$/.exec(part) ?? []
  const isSubject =
    subject !== '' && !/^(?:Invalid|Too|nearest|unknown|is|has|nothing)\b/.test(part)
  const text = isSubject ? own : part
  const [pattern, translated] = chinese.find(([known]) => known.test(text)) ?? []
  if (pattern === undefined || translated === undefined) return part
  return `${isSubject ? subject : ''}${text.replace(pattern, translated)}`
}
