import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Access } from './access.ts';
import { ApiError, fromResponse, unreachable } from './errors.ts';
import { body, http, once } from './http.ts';
import { isSignedIn, remember } from './signedIn.ts';
import type { Project, Projects, Session } from './types.ts';

export const projectsKey = ['projects'] as const;

interface ProjectList extends Projects {
  /** False when only the opened project is known: its address was not proved by a mailed link. */
  all: boolean;
}

/** The opened project, and all others of its address when this browser has proved it. */
export async function getProjects(guid: string | null, signal?: AbortSignal): Promise<ProjectList> {
  const own = guid ? await list({ guid }, signal) : null;
  if (own && !isSignedIn()) {
    remember('session');
    return { ...own, all: false };
  }
  try {
    const all = await list(own ? { email: own.client.email } : {}, signal);
    return { ...all, all: own === null || all.projects.some((project) => project.guid === guid) };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) remember('session');
    if (own && error instanceof ApiError && error.status === 401) return { ...own, all: false };
    throw error;
  }
}

function list(query: { guid?: string; email?: string }, signal?: AbortSignal) {
  return body(http.GET('/api/client/projects', { params: { query }, signal }));
}

export function useProjects(access: Access | null, enabled = true) {
  const guid = access?.kind === 'client' ? access.id : null;
  return useQuery({
    queryKey: [...projectsKey, guid],
    queryFn: ({ signal }) => getProjects(guid, signal),
    enabled: enabled && access?.kind !== 'share',
  });
}

/**
 * Shows a change of a project at once, in every list that is held. Reads that are under way would bring back what was
 * before, so they are given up; whoever changes something reads again once it is settled.
 */
async function patch(queries: QueryClient, guid: string, change: Partial<Project> | null): Promise<void> {
  await queries.cancelQueries({ queryKey: projectsKey });
  queries.setQueriesData<ProjectList>({ queryKey: projectsKey }, (held) =>
    held && {
      ...held,
      projects: change
        ? held.projects.map((project) => (project.guid === guid ? { ...project, ...change } : project))
        : held.projects.filter((project) => project.guid !== guid),
    },
  );
}

export function useChangeProject() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ guid, ...change }: { guid: string; name?: string; archived?: boolean }) =>
      body(
        http.PATCH('/api/client/projects/{guid}', { params: { path: { guid }, header: once() }, body: change }),
      ),
    onMutate: async ({ guid, ...change }) => {
      await patch(queries, guid, change);
      const { name } = change;
      if (!name) return;
      await queries.cancelQueries({ queryKey: ['session', guid] });
      queries.setQueryData<Session>(['session', guid], (held) => held && { ...held, name });
    },
    onSettled: (_, __, { guid }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: projectsKey }),
        queries.invalidateQueries({ queryKey: ['session', guid] }),
      ]),
  });
}

export function useDeleteProject() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (guid: string) =>
      body(http.DELETE('/api/client/projects/{guid}', { params: { path: { guid }, header: once() } })),
    onMutate: (guid) => patch(queries, guid, null),
    onSettled: () => queries.invalidateQueries({ queryKey: projectsKey }),
  });
}

export function useRestoreProject() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (guid: string) =>
      body(http.POST('/api/client/projects/{guid}/restore', { params: { path: { guid }, header: once() } })),
    onSettled: () => queries.invalidateQueries({ queryKey: projectsKey }),
  });
}

export function useDuplicateProject() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (guid: string) =>
      body(http.POST('/api/client/projects/{guid}/duplicate', { params: { path: { guid }, header: once() } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: projectsKey }),
  });
}

interface NewProject {
  email: string;
  initial_request: string;
  name: string | null;
  key: string;
}

export function useCreateProject(guid: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...project }: NewProject) =>
      body(
        http.POST('/api/client/projects', {
          params: { header: once(key), query: guid ? { guid } : {} },
          body: project,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: projectsKey }),
  });
}

export function downloadUrl(guid: string): string {
  return `/api/projects/${guid}/download`;
}

/** Throws what there is to say when the source cannot be downloaded (yet); a download itself could not. */
export async function findDownload(guid: string): Promise<void> {
  const answer = await fetch(downloadUrl(guid), { redirect: 'manual' }).catch((error: unknown) => {
    throw unreachable(error);
  });
  if (answer.type !== 'opaqueredirect' && !answer.ok) throw await fromResponse(answer);
}
