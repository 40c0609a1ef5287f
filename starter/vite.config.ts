import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Every page is a file of its own, with its own title and an address that works when it is opened directly.
export default defineConfig({
  plugins: [react()],
  build: {
    rollupOptions: {
      input: { home: "index.html", prices: "prices.html", contact: "contact.html" },
    },
  },
});
