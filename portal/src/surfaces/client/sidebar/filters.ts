import type { Project } from '../../../api/types.ts';

export const filters = ['All', 'Active', 'Completed', 'Deployed', 'Archived'] as const;

export type Filter = (typeof filters)[number];

/** The projects a filter and a search leave, newest first. All means all that are not archived. */
export function matching(projects: readonly Project[], filter: Filter, search: string): Project[] {
  const wanted = search.trim().toLocaleLowerCase();
  return projects
    .filter((project) => (filter === 'Archived' ? project.archived : !project.archived))
    .filter((project) => filter === 'All' || filter === 'Archived' || project.status === filter.toLowerCase())
    .filter((project) => `${project.name}\n${project.initial_request}`.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => b.updated_at.localeCompare(a.updated_at));
}
