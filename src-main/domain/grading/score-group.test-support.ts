/** For tests: a group scored at once. */
import { type Scored, scoreSteps } from './score.ts'

export function scoreGroup<Key>(...given: Parameters<typeof scoreSteps<Key>>): Scored<Key> {
  const steps = scoreSteps(...given)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
