// Keeps a list true while its page is open; docs/look.md says what the list has to carry.
import { merge, parsed } from "./merge.js";

const EVERY = 10_000;
const AT_MOST = 300_000;
const GONE = [401, 403, 404, 410];

const lists = () => document.querySelectorAll("[data-live]");
const voice = document.createElement("p");
let timer = 0;
let failures = 0;
let asking = false;

/** Ask once whether the list has changed, and take what has. */
async function refresh(list) {
  const asked = list.dataset.live;
  const headers = list.dataset.etag ? { "If-None-Match": list.dataset.etag } : {};
  const answer = await fetch(asked, { headers, cache: "no-store", redirect: "error" });
  if (answer.status === 304) return;
  // Signed out, or no longer a member: the page stays as it is and asks no more.
  if (GONE.includes(answer.status)) return delete list.dataset.live;
  if (!answer.ok) throw new Error(`${asked} answered ${answer.status}`);
  const html = await answer.text();
  // The filter may have changed while this answer was under way.
  if (asked !== list.dataset.live) return;
  for (const node of document.querySelectorAll(".arrived")) node.classList.remove("arrived");
  const { arrived, whole } = merge(list, parsed(html).body);
  list.dataset.etag = whole ? (answer.headers.get("ETag") ?? "") : "";
  welcome(arrived, list.dataset);
}

/** Show and say, once and briefly, that somebody has come. */
function welcome(arrived, { says = "", saysMany = "" }) {
  for (const node of arrived) node.classList.add("arrived");
  const names = arrived.map((node) => node.dataset.name).filter(Boolean);
  if (names.length) voice.textContent = names.length > 1 ? saysMany : says.replace("{name}", names[0]);
}

async function look() {
  clearTimeout(timer);
  if (asking) return;
  asking = true;
  try {
    for (const list of lists()) await refresh(list);
    failures = 0;
  } catch {
    failures += 1;
  }
  asking = false;
  later();
}

function later() {
  clearTimeout(timer);
  if (document.hidden) return;
  const pause = Math.min(EVERY * 2 ** failures, AT_MOST);
  timer = setTimeout(look, pause * (0.8 + Math.random() * 0.4));
}

if (lists().length) {
  voice.className = "unseen";
  voice.setAttribute("aria-live", "polite");
  document.getElementById("main").append(voice);
  document.addEventListener("visibilitychange", () => (document.hidden ? later() : look()));
  later();
}
