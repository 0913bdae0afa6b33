import { Button } from '@mantine/core'
import type { ViewItem } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useSites } from '../app/language.tsx'
import { queryOf, type View } from '../explorer/view-state.ts'
import { ViewForm } from './view-form.tsx'
import { saveFault, useSaveView } from './views.ts'
import { useViewWords } from './words.ts'

type Props = { view: View; name: string; saved: (item: ViewItem) => void; close: () => void }

/** Keeps the question of the explorer under a name, for oneself unless one says more. */
export function SaveDialog({ view, name, saved, close }: Props) {
  const words = useViewWords()
  const [first] = useSites()
  const { mutate, isPending, error } = useSaveView()
  const [only] = view.filters.site?.length === 1 ? view.filters.site : []
  return (
    <Dialog title={words.saveTitle} close={close}>
      <ViewForm
        start={{ siteId: only ?? first?.id ?? '', name, readers: [] }}
        siteFixed={false}
        sending={isPending}
        fault={error && saveFault(error, words)}
        submit={(named) =>
          mutate({ ...named, query: queryOf(view), form: view.show }, { onSuccess: saved })
        }
      >
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
      </ViewForm>
    </Dialog>
  )
}
