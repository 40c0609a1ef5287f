import { type FormEvent, useState } from 'react';
import { useSetBudget } from '@/api/admin/budgets.ts';
import type { BudgetBody } from '@/api/admin/types.ts';
import { ApiError, sentence } from '@/api/errors.ts';
import { Button } from '@/ui/Button.tsx';
import { Dialog, DialogActions } from '@/ui/Dialog.tsx';
import { TextField } from '@/ui/Field.tsx';
import { toast } from '@/ui/toasts.ts';

/** A budget that is to be another. */
export interface Wish {
  name: string;
  key: Omit<BudgetBody, 'limit_usd'>;
  limit: number;
  /** Whether it is its own, so that it can be taken away. */
  own: boolean;
}

export function BudgetDialog({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const set = useSetBudget();
  const [limit, setLimit] = useState(String(wish.limit));
  const [mistake, setMistake] = useState<string | null>(null);
  const refused = set.error && (set.error instanceof ApiError ? (set.error.fields['limit_usd'] ?? set.error.message) : sentence(set.error));

  const save = (limitUsd: number | null) =>
    set.mutate({ ...wish.key, limit_usd: limitUsd }, {
      onSuccess: (done) => {
        toast(done.message, { tone: 'success' });
        onClose();
      },
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const dollars = Number(limit.trim().replace(',', '.'));
    if (limit.trim() === '' || !Number.isFinite(dollars) || dollars < 0) setMistake('An amount in US dollars, such as 25.');
    else save(dollars);
  };

  return (
    <Dialog title={wish.name} description="Work that waits for this budget goes on by itself when it is raised." onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField
          label="Budget in US dollars" inputMode="decimal" autoComplete="off" value={limit} error={mistake ?? refused}
          onChange={(event) => { setLimit(event.target.value); setMistake(null); }}
        />
        <DialogActions>
          {wish.own && <Button onClick={() => save(null)} disabled={set.isPending}>As for all</Button>}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={set.isPending}>Save</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
