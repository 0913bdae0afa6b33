import { airPressure, fails, names } from './class-parts.ts'
import type { ClassPlan, TagPlan } from './plan-types.ts'

const vibration: TagPlan = {
  key: 'vibration',
  name: names('主轴振动速度', 'Spindle vibration velocity'),
  unit: 'mm/s',
  usual: 1.8,
  spread: 0.12,
  high: 4.5,
}
const spindleTemperature: TagPlan = {
  key: 'spindle-temperature',
  name: names('主轴温度', 'Spindle temperature'),
  unit: '°C',
  usual: 42,
  spread: 0.8,
  high: 65,
}
const spindleLoad: TagPlan = {
  key: 'spindle-load',
  name: names('主轴负载', 'Spindle load'),
  unit: '%',
  usual: 48,
  spread: 2,
  high: 90,
}

export const machiningClasses: readonly ClassPlan[] = [
  {
    id: 'cnc',
    name: names('数控机床', 'CNC machine tool'),
    scrapRate: 0.014,
    runKw: 11,
    failures: [
      fails('tool-changer', names('刀库换刀故障', 'Tool changer fault'), {
        modeId: 'BRD',
        component: 'tool magazine',
      }),
      fails('coolant-pump', names('冷却泵泄漏', 'Coolant pump leak'), {
        modeId: 'ELU',
        component: 'coolant pump',
      }),
      fails('axis-servo', names('伺服轴报警', 'Axis servo alarm'), {
        modeId: 'AIR',
        component: 'X-axis servo',
      }),
    ],
    minorStop: { reasonId: 'chip-jam', name: names('切屑缠绕', 'Chips in the way') },
    tags: [vibration, spindleTemperature, spindleLoad],
  },
  {
    id: 'grinder',
    name: names('磨床', 'Grinding machine'),
    scrapRate: 0.012,
    runKw: 9,
    failures: [
      fails('wheel-spindle', names('砂轮主轴异响', 'Wheel spindle noise'), {
        modeId: 'NOI',
        component: 'wheel spindle',
      }),
      fails('dresser', names('修整器偏差', 'Dresser out of position'), {
        modeId: 'PDE',
        component: 'dresser',
      }),
    ],
    minorStop: { reasonId: 'wheel-dressing', name: names('砂轮修整', 'Wheel dressing') },
    tags: [{ ...vibration, usual: 1.2 }, spindleTemperature],
  },
  {
    id: 'washer',
    name: names('清洗机', 'Parts washer'),
    scrapRate: 0.003,
    runKw: 14,
    failures: [
      fails('pump-seal', names('清洗泵密封泄漏', 'Wash pump seal leak'), {
        modeId: 'ELU',
        component: 'pump seal',
      }),
    ],
    minorStop: { reasonId: 'filter-clogged', name: names('滤网堵塞', 'Filter clogged') },
    tags: [
      {
        key: 'bath-temperature',
        name: names('槽液温度', 'Bath temperature'),
        unit: '°C',
        usual: 62,
        spread: 0.7,
        low: 55,
        high: 70,
      },
    ],
  },
  {
    id: 'assembly',
    name: names('装配工位', 'Assembly station'),
    scrapRate: 0.006,
    runKw: 3,
    failures: [
      fails('press-sensor', names('压装传感器失准', 'Press sensor off'), {
        modeId: 'AIR',
        component: 'force sensor',
      }),
    ],
    minorStop: { reasonId: 'part-jam', name: names('工件卡滞', 'Part jammed') },
    tags: [airPressure],
  },
]
