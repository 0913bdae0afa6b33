export {
  type Lesson,
  type LessonInput,
  type LessonRule,
  type LessonUse,
  lessonInput,
  lessonWords,
  type RetireOutcome,
  type TeachOutcome,
} from './lesson.ts'
export { listLessons, type StandingLesson, standingLessons } from './read.ts'
export { retireLesson, type Taught, teach } from './teach.ts'
export { conflictsIn, minutesUntilFree } from './weigh.ts'
