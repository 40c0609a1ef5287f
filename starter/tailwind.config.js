/** @type {import("tailwindcss").Config} */
export default {
  content: ["./*.html", "./src/**/*.{ts,tsx}"],
  theme: {
    extend: {
      colors: {
        ink: "#1c2421",
        pine: { DEFAULT: "#1f4d3f", dark: "#163a30" },
        sand: { DEFAULT: "#f6f1e7", dark: "#e6dcc8" },
        brass: "#d9a441",
        rust: { DEFAULT: "#a8431b", dark: "#873414" },
      },
      fontFamily: {
        display: ["Iowan Old Style", "Palatino Linotype", "Georgia", "serif"],
        sans: ["system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"],
      },
      maxWidth: { page: "72rem" },
    },
  },
};
