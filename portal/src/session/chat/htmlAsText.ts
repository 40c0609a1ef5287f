interface Node {
  type: string;
  value?: string;
  children?: Node[];
}

const blocks = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

/** Shows HTML in Markdown as the text it is; taken out, an answer about HTML would be full of holes. */
export function htmlAsText() {
  return (tree: Node): void => change(tree);
}

function change(node: Node): void {
  node.children = node.children?.map((child) => {
    if (child.type !== 'html') {
      change(child);
      return child;
    }
    const text = { type: 'text', value: child.value ?? '' };
    return blocks.has(node.type) ? { type: 'paragraph', children: [text] } : text;
  });
}
