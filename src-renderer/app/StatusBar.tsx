/** The status line: running work with progress, remaining time and cancel; count and sum of the selection. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { subjectWords } from '../../src-main/domain/said/subject-words.ts'
import { isJobs, trpc } from '../api/client.ts'
import { useShownWords } from '../ui/status-line.ts'
import { useNotice } from '../ui/useRunAct.ts'
import { actWords, secondsWords, stepWords } from './job-words.ts'

export function StatusBar({ person, county }: { readonly person: string; readonly county: string }) {
  const words = useShownWords()
  return (
    <footer className="status-bar">
      <RunningJobs />
      <output className="status-words" aria-live="polite">
        {words}
      </output>
      <span className="status-who">
        {county}　{person}
      </span>
    </footer>
  )
}

const quick = 700
const slow = 5_000

function RunningJobs() {
  const cache = useQueryClient()
  const notice = useNotice()
  const jobs = useQuery(
    trpc.jobs.list.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data?.some((job) => job.state === 'running') ? quick : slow),
    }),
  )
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions({ onError: notice.refused }))
  const running = (jobs.data ?? []).filter((job) => job.state === 'running')

  // When work ends, what it changed is on the screens again.
  const before = useRef(0)
  useEffect(() => {
    if (running.length < before.current) void cache.invalidateQueries({ predicate: (query) => !isJobs(query.queryKey) })
    before.current = running.length
  }, [running.length, cache])

  // Work that a screen starts shows at once, not at the next slow look.
  const { refetch } = jobs
  useEffect(
    () =>
      cache.getMutationCache().subscribe((event) => {
        if (event.type === 'added') setTimeout(() => void refetch(), 300)
      }),
    [cache, refetch],
  )
  return (
    <span className="jobs">
      {running.map((job) => (
        <span key={job.id} className="job" role="status">
          <span>
            {actWords(job.act)}
            {job.subject ? `（${subjectWords(job.subject)}）` : ''} {stepWords(job.step, job.count)}
          </span>
          <Progress
            percent={Math.round((job.fraction ?? 0) * 100)}
            showInfo={job.fraction !== null}
            size="small"
            style={{ width: 110 }}
            aria-label={actWords(job.act)}
          />
          {job.secondsLeft === null ? null : <span className="quiet">还要 {secondsWords(job.secondsLeft)}</span>}
          {job.cancellable ? (
            <Button type="text" onClick={() => cancel.mutate({ id: job.id })}>
              取消
            </Button>
          ) : null}
        </span>
      ))}
    </span>
  )
}
