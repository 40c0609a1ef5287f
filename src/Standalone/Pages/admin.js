const problem = document.querySelector("#problem");

async function call(path, init) {
  const answer = await fetch(path, { headers: { "content-type": "application/json" }, ...init });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.detail ?? `The server answered ${answer.status}.`);
  return body;
}

async function signIn() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  history.replaceState(null, "", "/");
  await call("/api/admin/login", { method: "POST", body: JSON.stringify({ token }) });
}

async function list() {
  const { sessions } = await call("/api/admin/sessions?filter=all&limit=50");
  document.querySelector("#empty").hidden = sessions.length > 0;
  document.querySelector("#sessions").replaceChildren(...sessions.map((session) => {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), {
      href: `/client?guid=${session.guid}`, textContent: session.client_name || session.email });
    const about = Object.assign(document.createElement("small"), {
      textContent: ` ${session.state} · ${session.user_request?.slice(0, 90) ?? ""}` });
    item.append(link, about);
    return item;
  }));
}

const signingIn = signIn();

document.querySelector("#create").addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.textContent = "";
  await signingIn.catch(() => {});
  const fields = Object.fromEntries(new FormData(event.target));
  if (!fields.initial_request) delete fields.initial_request;
  try {
    const { link } = await call("/api/admin/sessions", { method: "POST", body: JSON.stringify(fields) });
    location.href = new URL(link).search ? `/client${new URL(link).search}` : link;
  } catch (error) { problem.textContent = error.message; }
});

try {
  await signingIn;
  await list();
} catch (error) {
  problem.textContent = `${error.message} Open the admin link that the host printed when it started.`;
}
