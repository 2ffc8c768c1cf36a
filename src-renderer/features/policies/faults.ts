/**
 * The problems of a policy, or of anything else that is edited field by field, at their places: what a field, a row or a
 * clause has to say (domain/policy-problems.ts and its like decide).
 */

import type { Problem, ProblemPath } from '../../../src-main/domain/problem.ts'
import { problemSentence } from '../../../src-main/domain/problem-words.ts'

/** A problem of something else than a policy brings its words. */
export interface WordedProblem {
  readonly level: Problem['level']
  readonly path: ProblemPath
  readonly code: string
  readonly details: Readonly<Record<string, string | number>>
  readonly words: string
}

type AnyProblem = Problem | WordedProblem

/** The problems below one place, with paths that begin there; `tried` after saving was tried: then blanks are faults too. */
export interface Faults {
  readonly problems: readonly AnyProblem[]
  readonly tried: boolean
}

/** Whether the problem is that something has not been written yet. */
export const isBlank = (problem: AnyProblem): boolean =>
  problem.code === 'MISSING' || problem.code === 'EMPTY_LIST' || problem.details.value === ''

const startsWith = (path: ProblemPath, start: ProblemPath): boolean => start.every((part, at) => path[at] === part)

/** The faults below a place further in. */
export function below(faults: Faults, ...path: ProblemPath): Faults {
  const problems = faults.problems
    .filter((problem) => startsWith(problem.path, path))
    .map((problem) => ({ ...problem, path: problem.path.slice(path.length) }))
  return { ...faults, problems }
}

/** The error exactly at a place, in words without the place; blanks only once saving was tried. */
export function faultAt(faults: Faults, ...path: ProblemPath): string | undefined {
  const found = faults.problems.find(
    (problem) =>
      problem.level === 'error' &&
      problem.path.length === path.length &&
      startsWith(problem.path, path) &&
      (faults.tried || !isBlank(problem)),
  )
  return found && sentence(found)
}

/** The problem without its place. */
export const sentence = (problem: AnyProblem): string =>
  'words' in problem
    ? problem.words
    : isBlank(problem) && problem.code !== 'EMPTY_LIST'
      ? '没有填写'
      : problemSentence({ ...problem, path: [] })

/** Errors that count now: blanks only once saving was tried. */
export const errorsIn = ({ problems, tried }: Faults): AnyProblem[] =>
  problems.filter((problem) => problem.level === 'error' && (tried || !isBlank(problem)))

/** What is worth a look but keeps nobody from saving. */
export const notesIn = ({ problems }: Faults): AnyProblem[] => problems.filter(({ level }) => level === 'note')
