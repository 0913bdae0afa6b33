import { quantitiesIn } from '../answers/quantities.ts'
import { foldText } from './terms.ts'

/** What a question may want to know of a thing, by its words and by the units that its values have. */
export type Property = { named: RegExp; told: RegExp; units: ReadonlySet<string> }

/** `words, … = words, … = units … = words that tell it too, …`; without units only words tell it. */
const lines = `
扭矩, 力矩, 转矩, 牛米 = torque = N·m
多紧 = how tight = N·m N N/cm kN
温度, 几度, 多热, 多冷 = temperature, how hot, how cold, how warm, how cool = °C
压力, 压差, 真空 = pressure, vacuum = bar kPa MPa N kN Pa
电流 = current draw, amperage = A mA
电压, 伏特 = voltage = V kV
电阻, 阻值 = resistance, impedance = Ω mΩ kΩ MΩ
重量, 质量多少, 多重, 净重 = weight, mass, how heavy = g kg mg t
转速, 链速, 速度, 线速 = speed, rpm, how fast = r/min m/s m/min cm/min mm/s
流量 = flow rate, flow = L/min m³/h L/h
直径, 长度, 宽度, 厚度, 高度, 深度, 多厚, 多宽, 多长的 = diameter, length, width, thickness, height, depth, how thick, how wide = mm cm m µm
粘度, 黏度 = viscosity = Pa·s mPa·s mm²/s cSt
硬度 = hardness = HRC HV HB
频率, 赫兹 = frequency = Hz kHz
功率 = wattage, rated power, kilowatt = W kW
噪声, 噪音, 多响 = noise, how loud, loudness = dB
湿度 = humidity = %
浓度 = concentration = % ppm g/L
纯度 = purity = % ppm
分辨率 = resolution, dpi = dpi
张力 = tension = N N/cm Hz
压入力, 压装力, 夹紧力, 拉力, 推力, 弹力 = force = N kN
多大力, 多大的力 = how hard = N kN N·m bar kPa MPa
强度 = strength, intensity = MPa
尺寸, 多大尺寸 = size, dimension = mm cm m µm L
朝里, 朝外, 朝哪 = facing, which way = = 向, 朝, left, right, rear, front, inward, outward, upward
每小时, 一小时能, 一小时多少, 一小时几 = per hour, an hour = L/h m³/h = /h
每分钟, 一分钟能, 一分钟多少, 一分钟几, 一分钟打 = per minute, a minute = L/min r/min m/min cm/min = /min
外包商, 承包商, 外协厂 = contractor, subcontractor =
多久, 多长时间, 几秒, 几分钟, 几小时, 几天, 几个月, 几年, 周期, 间隔 = how long, how often, interval, how many years, how many hours, how many days = s min h days weeks months years = 每, 天, 直到, every, each, daily, weekly, monthly, yearly, per, until
质保, 保修 = warranty, guarantee =
价格, 价钱, 单价, 多少钱, 成本, 费用 = price, cost, costs, how expensive =
补贴, 奖金, 工资, 津贴, 薪 = bonus, allowance, salary, wage =
供应商, 厂家, 制造商, 供货商, 品牌, 牌子, 哪家 = supplier, vendor, manufacturer, brand, who makes, who supplies =
版本, 固件 = version, firmware =
型号 = model number, model name =
序列号 = serial number =
备件编号, 备件号, 零件号, 料号, 件号 = part number, part no, order number, item number = = 编号, number, #, sp-
颜色 = colour, color =
电话, 手机号, 邮箱, 联系方式 = phone, telephone, e-mail, email =
模数, 齿数 = module, number of teeth =
绕组 = winding =
灵敏度 = sensitivity =
成分, 化学成分 = composition, ingredient =
容量, 容积, 体积 = capacity, volume = L mL m³ kg t
能耗, 耗电, 用电, 多少电 = energy consumption, power consumption, electricity = kWh kW
角度, 几度角, 倾角 = angle =
材质, 什么材料, 材料牌号 = what material, made of, which material, alloy =
密度 = density = g/L
面积 = area =
公差, 允差 = tolerance = = 偏差, 误差, 不超过, 以内, ±, within, limits
余量, 加工余量 = allowance, stock allowance =
粗糙度, 光洁度 = roughness, surface finish =
行程 = stroke, travel = mm
载荷, 承重, 载重, 多重的 = load, payload, heaviest = kg t N kN
熔点 = melting point =
闪点 = flash point =
电导率 = conductivity =
酸碱度, ph值 = ph =
防护等级 = ip rating, protection class =
转矩常数, 传动比, 速比 = gear ratio, transmission ratio =
气压 = air pressure = bar kPa MPa
寿命 = lifetime, service life, life = h days weeks months years
模板, 表格编号 = template, form number =
螺纹 = thread =
交期, 交货期, 货期, 到货 = lead time, delivery time = days weeks months
库存, 备货 = minimum stock, safety stock, stock level = = stock, minimum, 最低, 库存
精度, 准确度 = accuracy, precision = = ±, 偏差, 误差, within
间隙 = clearance = mm µm
跳动 = runout, run-out = mm µm
距离, 多远 = distance = mm cm m
照度, 亮度 = illuminance, brightness, lux =
密码, 口令 = password, passcode =
什么油, 哪种油, 油号 = which oil, what oil, kind of oil, grade of oil = = 号, vg, clp, hlp, grade, lubricant, 润滑剂
产能, 节拍 = cycle time, takt = s
`

const listed = (words: string): string[] =>
  words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** Chinese words anywhere, English ones whole, alone or as plural. */
function anyOf(words: string[]): RegExp {
  const patterns = words.map((word) =>
    /^[a-z]/.test(word) ? String.raw`\b${word.replaceAll(' ', String.raw`\s+`)}s?\b` : word,
  )
  return new RegExp(patterns.join('|'), 'u')
}

const properties: readonly Property[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [zh = '', en = '', units = '', also = ''] = line.split('=')
    return {
      named: anyOf([...listed(zh), ...listed(en)]),
      told: anyOf([...listed(zh), ...listed(en), ...listed(also)]),
      units: new Set(units.trim().split(/\s+/)),
    }
  })

/** `how many strokes` counts; it does not ask for the stroke. */
const counted = /how many (?!(?:year|hour|day|kilowatt)s)[a-z]+/gu

/** What a question wants to know of a thing; often nothing that has a name here. */
export function propertiesAsked(question: string): Property[] {
  const asked = foldText(question).replace(counted, ' ')
  return properties.filter(({ named }) => named.test(asked))
}

/** Whether a text neither names one of the properties nor gives a value in one of its units. */
export function lacksProperty(asked: Property[], text: string): boolean {
  if (asked.length === 0) return false
  const said = foldText(text)
  const given = new Set(quantitiesIn(text).map(({ unit }) => unit))
  return asked.some(
    ({ told, units }) => !told.test(said) && ![...units].some((unit) => given.has(unit)),
  )
}
