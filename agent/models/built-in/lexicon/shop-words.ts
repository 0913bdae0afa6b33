import type { Entry } from './entry.ts'

/**
 * What the shop floor calls the metrics, beside the names that the catalogue gives. They weigh less
 * than those: a word that a plant uses for something of its own means that.
 */
const words: Record<string, string> = {
  cpk_index: `
    过程能力Cpk
  `,
  defect_ppm: `
    每百万不良 | 百万分率 | 百万件不良 | DPPM | defects per million | parts per million defective | 不良ppm
  `,
  throughput_rate: `
    产出速度 | 每小时产出 | 产出率 | hourly output rate | output rate | pieces per hour
  `,
  stock_days: `
    库存天 | 周转天数 | 库存周转天数 | 库存可用 | days of cover | days cover | cover days | days left | days in stock | 库存够几天 |
    可用天数 | days of inventory | inventory days
  `,
  scrap_cost: `
    报废损失 | 废品金额 | scrap bill | scrap losses | scrap in money | 报废花了多少钱 | 报废钱 | money in scrap
  `,
  oee: `
    综合稼动率 | 总效率 | 整体设备效率 | 综合设备效率 | overall efficiency | equipment effectiveness | 设备总效率
  `,
  availability: `
    开工率 | 运转率 | 开机比例 | 可用度 | 可用性 | uptime rate | up-time | machine availability | 设备可用率 |
    how available | available | 开机率 | 开动率 | 设备开动率 | 稼动率 | 时间稼动率 | 嫁动率 | uptime | up time
  `,
  effectiveness: `
    性能 | 速度稼动率 | 性能表现 | 节拍效率 | 表现性 | performance efficiency | speed rate | running speed rate | perf rate |
    performance | performance ratio | 速度效率 | 节拍达成 | speed efficiency
  `,
  quality_ratio: `
    pass rate | good ratio | quality ratio | 合格比例 | 良品占比 | 合格品率 | 好件比例 | quality yield |
    yield rate | 良品百分比 | good rate | good parts ratio | 好件率 | 好品率 | quality | 质量 | 合格 | 良品比例 |
    品质
  `,
  output: `
    合格件 | 合格件数 | 合格品数 | 合格数 | 良品数 | 良品件数 | good count |
    良品 | 合格品 | 好件 | 出货件数 | good parts | good units | 产能 | volume
  `,
  scrap_quantity: `
    废品量 | 报废量 | 废料 | scrap count | scrap volume | scrapped parts | bad ones | duds | 废件 | 坏件 |
    坏品 | 不良品 | 不良数 | 不良 | NG品 | NG数 | NG件 | NG | 报废件 | 报废品 | 次品 | junk | rejects | rejected parts | bad parts | waste
  `,
  scrap_ratio: `
    废品比例 | 损耗率 | scrap share | scrap % | reject ratio | rejection rate | 坏的比例 | 坏品比例 | 报废占比 |
    次品率 | 坏品率 | 报废比例 | scrap percentage | defect rate
  `,
  rework_ratio: `
    返工占比 | 返修占比 | 重工率 | rework share | redo rate | rework percentage | reworks | 返工率 | 返工 | 返修 |
    rework | reworked | 返工比例 | 返修比例
  `,
  first_pass_yield: `
    一把过 | 一次过的比例 | 一次性合格率 | 一次成功率 | first try | first go | first time right |
    right first time rate | first time pass | first-time-through | FTT | RTY | 一次良率 | 一次合格 |
    first pass | 一次过 | 一次做好 | 一次做对 | 一次通过率 | passed first time | right first time |
    first time yield | fty | 首次合格率 | 一次交验合格率 | 一次交检合格率
  `,
  downtime: `
    停机工时 | 停线时长 | 停产时间 | 非计划停机 | 非计划停机时间 | 宕机时长 | unplanned downtime | unplanned stop time |
    dead time | minutes down | hours down | idle time | lost production time | lost minutes |
    lost hours | 停工时长 | stop minutes | 停工时间 | 停机多久 | 停线时间 | 宕机 | 宕机时间 | stoppage |
    stoppage time | stop time | time lost
  `,
  stops: `
    停机回数 | 停线数 | unplanned stops | unplanned stoppages | 停机次 | stop frequency | 停机趟数 | 停机数 |
    停线次数 | 停机几次 | 停机几回 | 停机多少次 | 停机多少回 | 停线几次 | stoppages | stop count | number of stops
  `,
  failures: `
    故障几次 | 坏机 | machine failures | breakdown frequency | 故障起数 | equipment failures | 坏机次数 |
    故障件数 | breakdown count
  `,
  mttr: `
    抢修时间 | 平均抢修时间 | 修复用时 | 修复时长 | 维修用时 | average fix | repair times | average repair |
    mean repair time | avg fix time | 维修时间 | 修理时间 | time to fix | fix time | 修复时间 | 维修时长 |
    repair time | time to repair
  `,
  mtbf: `
    平均无故障运行时间 | 无故障运行时间 | 故障间隔时间 | uptime between failures | mean time between stoppages |
    failure interval | 无故障时间 | 故障间隔 | 平均间隔 | 平均故障间隔 | between failures | between breakdowns |
    time between failures | time between breakdowns
  `,
  energy_per_piece: `
    单耗 | 单件耗电 | 每件耗电 | 每件用电 | 单件用电 | 单位电耗 | energy intensity | power per part |
    power per piece | power per unit | energy consumption per board | energy consumption per bottle |
    energy consumption per piece | energy consumption per unit | energy per board | energy per bottle | electricity per piece | energy per part |
    energy per unit | kwh per unit | kwh per part | 单件电耗 | 电耗 | 用电 | 耗电 | 费电 | 耗能 | energy use |
    kwh per piece | kwh | power consumption | energy consumption | power use | energy
  `,
  supplier_on_time: `
    供货及时率 | 供货准点率 | 送货准时率 | 交货准点率 | 供方准时率 | vendor on time | supplier OTD |
    supplier reliability | 供应商准时率 | 供应商交付 | 供货准时率 | 供应商准交率 | 来料及时率 | 到货及时率 |
    supplier punctuality | supplier on time | supplier delivery
  `,
  schedule_adherence: `
    排程符合率 | schedule conformance | 排产执行率 | 排产达成率 | 按计划执行率 | adherence to schedule |
    schedule discipline | 排程执行 | 遵守率 | 执行率 | 按排程 | stick to the schedule |
    stuck to the schedule | kept to the schedule
  `,
  inventory_turns: `
    周转次数 | 库存周转 | turnover rate | turn rate | 周转率 | 周转几次 | stock turn
  `,
  on_time_delivery: `
    订单准交率 | 订单准时交付率 | 准时率 | OTIF | on-time rate | on time performance | 按期交货率 | 按期率 | 如期交付率 |
    交付率 | 交付准时率 | 交货准时率 | 交货率 | 准交 | 准时交货率 | 按时交货率 | on time rate | delivery performance
  `,
  lead_time: `
    订单耗时 | 制造提前期 | 交付提前期 | order lead time | order duration | turnaround time |
    order turnaround | 订单时长 | 订单执行周期 | 交付周期 | 制造周期 | lead time
  `,
  setup_ratio: `
    换型时间比例 | 换型占用时间比例 | 准备率 | setup share | set-up ratio | changeover percentage |
    changeover rate | changeover time share | setup time ratio | 换线占 | 换型占 | 换模占 |
    spend on changeovers | spent on changeovers | 换型时间占 | 换线时间占 | 换模时间占 |
    time spent on changeovers | changeover ratio | 换线率 | 换模率 | 换型比例 | 换型占比 | 换线占比 |
    set-up share | changeover share
  `,
  plan_attainment: `
    计划兑现率 | 计划完成度 | 计划完成情况 | plan achievement | plan hit rate | plan completion rate |
    schedule attainment | 目标达成率 | 计划执行情况 | 计划达成 | 达成率 | 计划完成 | plan fulfilment | of the plan
  `,
  utilization_efficiency: `
    稼动利用率 | 时间利用 | utilization rate | utilisation rate | machine utilization | utilisation |
    利用率 | 设备利用率
  `,
  wip: `
    线上在制 | 在制数 | 在制量 | 半成品数 | half-finished | unfinished pieces | work-in-process |
    work in process | pieces in process | pieces were in process | 在制数量 | 半成品
  `,
}

/** Terms of a metric that people say and its definition does not. */
export const shopWords = ({ kind, id }: Entry): string[] =>
  kind === 'metric' ? listOf(words[id] ?? '') : []

const listOf = (text: string): string[] =>
  text
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** What people say of why a machine waits, by what the reason's name speaks of. */
const waits: [RegExp, string][] = [
  [
    /来料|等料|waiting for material/iu,
    '等料 | 待料 | 缺料 | 等来料 | 停工待料 | material shortages | material shortage | lack of material | no material | waiting on material',
  ],
  [
    /等待人员|waiting for an operator/iu,
    '等人 | 缺人 | 没人 | no operator | lack of operators | waiting for operators | waiting for people',
  ],
]
export const spokenReasons = ({ zh, en }: Entry): string[] =>
  waits.flatMap(([known, said]) => (known.test(zh) || known.test(en) ? listOf(said) : []))
