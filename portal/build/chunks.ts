interface Graph {
  getModuleInfo: (id: string) => { importedIds: string[] } | null;
}

/**
 * Into which chunk a module goes: `page`, what more than two surfaces need, or `session`, what both surfaces that show a
 * session need; null leaves it to the bundler. Each file costs a browser a request, and small ones compress badly.
 *
 * @param source the folder of `main.tsx`.
 */
export function chunkOf(source: string): (id: string, graph: Graph) => string | null {
  let names: Map<string, string> | null = null;
  return (id, graph) => (names ??= assign(source, graph)).get(id) ?? null;
}

function assign(source: string, graph: Graph): Map<string, string> {
  const reached = (entry: string) => reach(`${source}/${entry}`, graph);
  const surface = (name: string) => reached(`surfaces/${name}/index.tsx`);
  const [client, embed, admin, onboarding] = [surface('client'), surface('embed'), surface('admin'), surface('onboarding')];
  const names = new Map([...client].filter((id) => embed.has(id)).map((id) => [id, 'session']));
  const counts = new Map<string, number>();
  for (const id of [client, embed, admin, onboarding].flatMap((ids) => [...ids])) counts.set(id, (counts.get(id) ?? 0) + 1);
  const isShared = (id: string, count: number) => count > 2 || (count > 1 && client.has(id) && !embed.has(id));
  for (const [id, count] of counts) if (isShared(id, count)) names.set(id, 'page');
  // Icons that parts of a page fetched later draw, too; in files of their own they would be requests of a few bytes.
  for (const id of client) if (!names.has(id) && id.includes('/node_modules/')) names.set(id, 'session');
  // A few lines that answers and dialogs of all surfaces share.
  names.set(`${source}/ui/CopyButton.tsx`, 'page');
  for (const id of reached('main.tsx')) names.set(id, 'page');
  names.set('\0rolldown/runtime.js', 'page');
  // The page's entry has a chunk of its own, which the build's manifest is read by.
  names.delete(`${source}/main.tsx`);
  return names;
}

/** The modules that `entry` imports, and what those import; not what is imported only once it is needed. */
function reach(entry: string, graph: Graph, found = new Set<string>()): Set<string> {
  if (!found.has(entry)) {
    found.add(entry);
    graph.getModuleInfo(entry)?.importedIds.forEach((next) => reach(next, graph, found));
  }
  return found;
}
