import { fails, names } from './class-parts.ts'
import type { ClassPlan } from './plan-types.ts'

export const electronicsClasses: readonly ClassPlan[] = [
  {
    id: 'paste-printer',
    name: names('锡膏印刷机', 'Solder paste printer'),
    scrapRate: 0.008,
    runKw: 3,
    failures: [
      fails('squeegee', names('刮刀压力异常', 'Squeegee pressure off'), {
        modeId: 'PDE',
        component: 'squeegee',
      }),
    ],
    minorStop: { reasonId: 'stencil-clean', name: names('钢网清洁', 'Stencil cleaning') },
    tags: [
      {
        key: 'squeegee-force',
        name: names('刮刀压力', 'Squeegee force'),
        unit: 'N',
        usual: 60,
        spread: 1.1,
        low: 50,
        high: 70,
      },
      {
        key: 'chamber-temperature',
        name: names('舱内温度', 'Chamber temperature'),
        unit: '°C',
        usual: 24.5,
        spread: 0.4,
        high: 28,
      },
    ],
  },
  {
    id: 'placement',
    name: names('贴片机', 'Placement machine'),
    scrapRate: 0.01,
    runKw: 5,
    failures: [
      fails('nozzle-vacuum', names('吸嘴真空不足', 'Nozzle vacuum low'), {
        modeId: 'PDE',
        component: 'nozzle',
      }),
      fails('head-drive', names('贴装头驱动故障', 'Placement head drive fault'), {
        modeId: 'BRD',
        component: 'head drive',
      }),
    ],
    minorStop: { reasonId: 'feeder-jam', name: names('飞达卡料', 'Feeder jam') },
    tags: [
      {
        key: 'vacuum',
        name: names('吸嘴真空度', 'Nozzle vacuum'),
        unit: 'kPa',
        usual: 62,
        spread: 0.9,
        low: 55,
      },
      {
        key: 'head-temperature',
        name: names('贴装头温度', 'Head temperature'),
        unit: '°C',
        usual: 36,
        spread: 0.6,
        high: 50,
      },
    ],
  },
  {
    id: 'reflow',
    name: names('回流炉', 'Reflow oven'),
    scrapRate: 0.004,
    runKw: 22,
    failures: [
      fails('heater-zone', names('加热区故障', 'Heater zone fault'), {
        modeId: 'OHE',
        component: 'heater',
      }),
    ],
    minorStop: { reasonId: 'profile-wait', name: names('炉温未稳', 'Profile not stable') },
    tags: [
      {
        key: 'peak-temperature',
        name: names('峰值温度', 'Peak temperature'),
        unit: '°C',
        usual: 246,
        spread: 1.2,
        low: 240,
        high: 252,
      },
      {
        key: 'chain-speed',
        name: names('链速', 'Chain speed'),
        unit: 'cm/min',
        usual: 85,
        spread: 0.4,
      },
    ],
    settings: [
      { key: 'peak-temperature', lower: 238, upper: 254 },
      { key: 'chain-speed', lower: 75, upper: 95 },
    ],
  },
  {
    id: 'aoi',
    name: names('自动光学检测机', 'Automatic optical inspection'),
    scrapRate: 0.009,
    runKw: 2,
    failures: [
      fails('camera', names('相机失准', 'Camera out of calibration'), {
        modeId: 'AIR',
        component: 'camera',
      }),
    ],
    minorStop: { reasonId: 'false-call', name: names('误报复判', 'Review of false calls') },
    tags: [
      {
        key: 'light-level',
        name: names('光源亮度', 'Light level'),
        unit: '%',
        usual: 92,
        spread: 0.8,
        low: 80,
      },
    ],
  },
  {
    id: 'tester',
    name: names('功能测试台', 'Functional tester'),
    scrapRate: 0.008,
    runKw: 2,
    failures: [
      fails('probe-fixture', names('测试针床接触不良', 'Probe fixture contact'), {
        modeId: 'PDE',
        component: 'probe fixture',
      }),
    ],
    minorStop: { reasonId: 'retest', name: names('复测', 'Retest') },
    tags: [
      {
        key: 'contact-resistance',
        name: names('接触电阻', 'Contact resistance'),
        unit: 'mΩ',
        usual: 42,
        spread: 1.5,
        high: 80,
      },
    ],
  },
]
