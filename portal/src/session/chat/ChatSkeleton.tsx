import { Skeleton } from '../../ui/states.tsx';

export function ChatSkeleton() {
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-1 flex-col justify-end gap-5 p-4" role="status">
      <span className="sr-only">Loading the chat …</span>
      <Skeleton className="ml-auto h-14 w-3/5 rounded-2xl" />
      <Skeleton className="h-32 w-4/5 rounded-2xl" />
      <Skeleton className="ml-auto h-10 w-2/5 rounded-2xl" />
      <Skeleton className="h-24 w-3/4 rounded-2xl" />
    </div>
  );
}
