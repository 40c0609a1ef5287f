import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { Layout } from "../components/Layout";
import type { PageId } from "../content";
import "../index.css";

/** Shows a page inside the layout every page shares. */
export function mount(current: PageId, page: ReactNode) {
  const root = document.getElementById("root");
  if (root === null) {
    throw new Error("The page has no element with the id 'root'.");
  }

  createRoot(root).render(
    <StrictMode>
      <Layout current={current}>{page}</Layout>
    </StrictMode>,
  );
}
