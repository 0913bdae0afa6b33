export { loadDemo } from './load.ts'
export { demoPassword, demoUserIds } from './people.ts'
export { fileDemoRequests } from './requests.ts'
export { startSimulator } from './simulator.ts'
