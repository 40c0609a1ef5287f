const query = new URLSearchParams(location.search);
const share = query.get("share");
let guid = share ?? query.get("guid") ?? "";
const $ = (selector) => document.querySelector(selector);
let last = 0;
let wait = 500;

async function call(path, init) {
  const answer = await fetch(path, { headers: { "content-type": "application/json" }, ...init });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.detail ?? `The server answered ${answer.status}.`);
  return body;
}

function entry(frame) {
  if (!frame.seq || frame.seq <= last) return;
  last = frame.seq;
  if (frame.type === "progress") $("#progress").value = parseInt(frame.data ?? frame.message, 10) || 0;
  if (frame.type === "done") $("#progress").value = 100;
  if (frame.type !== "delivery") {
    const line = document.createElement("li");
    for (const text of [frame.type, frame.type === "summary" ? "The summary is in the chat." : frame.message]) {
      line.append(Object.assign(document.createElement("span"), { textContent: text }));
    }
    $("#activity").append(line);
    line.scrollIntoView({ block: "nearest" });
  }
  if (["delivery", "summary", "done", "deployed", "error", "question"].includes(frame.type)) refresh();
}

// One look at a time, and one more when something happened meanwhile: an older answer never overwrites a newer one.
let looking = false;
let again = false;
async function refresh() {
  again = true;
  if (looking) return;
  looking = true;
  while (again) {
    again = false;
    await show().catch((error) => { $("#problem").textContent = error.message; });
  }
  looking = false;
}

async function show() {
  const who = share ? `share=${share}` : `guid=${guid}`;
  const [history, sites, session] = await Promise.all([
    call(`/api/history?${who}`), call(`/api/deployments?${who}`), call(`/api/sessions/${guid}`)]);
  $("#state").textContent = session.state;
  $("#sites").replaceChildren(...sites.deployments.slice(0, 1).map((site) => {
    const line = document.createElement("p");
    line.append("Your site: ", Object.assign(document.createElement("a"), { href: site.url, textContent: site.url, target: "_blank", rel: "noreferrer" }));
    return line;
  }));
  $("#chat").replaceChildren(...history.messages.map((message) => {
    const line = Object.assign(document.createElement("li"), { className: message.role, textContent: message.content });
    if (message.delivery) line.append(Object.assign(document.createElement("small"), { textContent: `\n${message.delivery}` }));
    return line;
  }));
}

function connect() {
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws/${guid}?since=${last}`);
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data);
    if (frame.type === "history") {
      frame.messages.forEach(entry);
      if (frame.state?.progress !== undefined) $("#progress").value = frame.state.progress;
      if (!frame.more) { $("#connection").textContent = "connected"; wait = 500; refresh(); }
    } else entry(frame);
  };
  socket.onclose = () => {
    $("#connection").textContent = "reconnecting …";
    setTimeout(connect, wait + Math.random() * wait);
    wait = Math.min(wait * 2, 15000);
  };
}

$("#send").addEventListener("submit", async (event) => {
  event.preventDefault();
  $("#problem").textContent = "";
  const field = event.target.elements.message;
  try {
    await call("/api/chat", { method: "POST", body: JSON.stringify({ guid, message: field.value, client_message_id: crypto.randomUUID?.() ?? String(Math.random()) }) });
    field.value = "";
    refresh();
  } catch (error) { $("#problem").textContent = error.message; }
});
$("#cancel").addEventListener("click", () =>
  call("/api/chat/cancel", { method: "POST", body: JSON.stringify({ guid }) }).catch((error) => { $("#problem").textContent = error.message; }));

// A mailed link carries its one-use token in the fragment; it opens the newest project of that address.
async function signIn() {
  const token = new URLSearchParams(location.hash.slice(1)).get("login");
  if (!token) return;
  history.replaceState(null, "", "/client");
  const { email } = await call("/api/client/login", { method: "POST", body: JSON.stringify({ token }) });
  const { projects } = await call(`/api/client/projects?email=${encodeURIComponent(email)}`);
  if (projects[0]) location.replace(`/client?guid=${projects[0].guid}`);
}

try {
  await signIn();
  if (!guid) throw new Error("This page needs the link of a project.");
  $("#send").hidden = Boolean(share);
  refresh();
  connect();
} catch (error) { $("#problem").textContent = error.message; }
