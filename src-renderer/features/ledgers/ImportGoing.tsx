/** Work on a file under way: how far it is, how long it still takes, and the way to stop it. */

import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { trpc } from '../../api/client.ts'
import { secondsWords, stepWords } from '../../app/job-words.ts'
import { useNotice } from '../../ui/useRunAct.ts'

const often = 400

interface ImportGoingProps {
  readonly words: string
  readonly act?: 'ledgers.import' | 'ledgers.inspect'
}

export function ImportGoing({ words, act = 'ledgers.import' }: ImportGoingProps) {
  const notice = useNotice()
  const jobs = useQuery(trpc.jobs.list.queryOptions(undefined, { refetchInterval: often }))
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions({ onError: notice.refused }))
  const job = jobs.data?.find((one) => one.act === act && one.state === 'running')
  return (
    <div className="import-going" role="status">
      <p>{words}</p>
      {act === 'ledgers.import' ? (
        <Progress percent={Math.round((job?.fraction ?? 0) * 100)} aria-label={words} />
      ) : null}
      <div className="inline">
        <span className="quiet">
          {job ? stepWords(job.step, job.count) : '准备中'}
          {job?.secondsLeft ? `，还要 ${secondsWords(job.secondsLeft)}` : ''}
        </span>
        {job?.cancellable ? <Button onClick={() => cancel.mutate({ id: job.id })}>取消</Button> : null}
      </div>
      {act === 'ledgers.import' ? (
        <p className="quiet">可以先去做别的，进度在窗口下方；取消或关机都不会只导入一半。</p>
      ) : null}
    </div>
  )
}
