// Keeps an evening true on a screen: asks every few seconds what is going on, and counts down.
//   <div data-evening="/url" data-etag="…"><… data-now="ms" data-ends="ms">12:00</…></div>
// The address answers with what stands inside. The time is the server's, whatever the phone says.

const EVERY = 3_000;
const AT_MOST = 60_000;
const GONE = [401, 403, 404, 410];

const place = document.querySelector("[data-evening]");
let failures = 0;
let timer = 0;
let ahead = 0;

/** Show how much time is left, and look at once when there is none. */
function tick() {
  for (const clock of place.querySelectorAll("[data-ends]")) {
    const left = Math.max(0, Math.ceil((clock.dataset.ends - Date.now() - ahead) / 1000));
    const words = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (clock.textContent !== words) clock.textContent = words;
    if (!left) {
      delete clock.dataset.ends;
      later(200);
    }
  }
}

function setClock() {
  const told = place.querySelector("[data-now]");
  if (told) ahead = told.dataset.now - Date.now();
}

/** On a wall nobody scrolls: make the tables smaller until all are seen, and at last break long names. */
function fit() {
  const floor = place.querySelector("[data-fit]");
  if (!floor || innerWidth < 800) return;
  for (let size = 1; size > 0.3; size -= 0.05) {
    floor.style.setProperty("--fit", size);
    floor.classList.toggle("floor-broken", size < 0.75);
    const isOver = [...floor.querySelectorAll("p")].some((names) => names.scrollWidth > names.clientWidth);
    if (!isOver && document.documentElement.scrollHeight <= innerHeight) return;
  }
}

async function look() {
  const answer = await fetch(place.dataset.evening, {
    headers: place.dataset.etag ? { "If-None-Match": place.dataset.etag } : {},
    cache: "no-store",
    redirect: "error",
  });
  if (GONE.includes(answer.status)) return true;
  if (answer.status === 304) return false;
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const held = place.contains(document.activeElement) ? document.activeElement.id : "";
  place.replaceChildren(...page.body.childNodes);
  place.dataset.etag = answer.headers.get("ETag") ?? "";
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
  setClock();
  fit();
  return false;
}

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    try {
      if (!document.hidden && (await look())) return;
      failures = 0;
    } catch {
      failures += 1;
    }
    later(Math.min(EVERY * 2 ** failures, AT_MOST) * (0.8 + Math.random() * 0.4));
  }, pause);
}

if (place) {
  setClock();
  fit();
  addEventListener("resize", fit);
  setInterval(tick, 250);
  document.addEventListener("visibilitychange", () => document.hidden || later(0));
  later(EVERY);
}
