// Keeps an evening true on a screen: asks every few seconds what is going on, and counts down.
//   <div data-evening="/url" data-etag="…"><… data-now="ms" data-ends="ms">12:00</…></div>
// The address answers with what stands inside. The time is the server's, whatever the phone says.

const EVERY = 3_000;
const AT_MOST = 60_000;
const LAST = 60; // seconds, in which one comes to an end
const GONE = [401, 403, 404, 410];

const place = document.querySelector("[data-evening]");
const voice = document.createElement("p");
let failures = 0;
let timer = 0;
let ahead = 0;

/** Show how much time is left, and look at once when there is none. */
function tick() {
  for (const clock of place.querySelectorAll("[data-ends]")) {
    const left = Math.max(0, Math.ceil((clock.dataset.ends - Date.now() - ahead) / 1000));
    const words = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (clock.textContent !== words) clock.textContent = words;
    clock.classList.toggle("is-last", left <= LAST);
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

/** Whether all tables stand on the wall, and no name is cut off. */
const isSeen = (floor) =>
  document.documentElement.scrollHeight <= innerHeight &&
  [...floor.querySelectorAll("p")].every((names) => names.scrollWidth <= names.clientWidth);

/** Find the largest letters for so many columns, to half a pixel. */
function largest(floor, columns) {
  let [fits, tooLarge] = [4, innerHeight / 12];
  floor.style.setProperty("--columns", columns);
  while (tooLarge - fits > 0.5) {
    const size = (fits + tooLarge) / 2;
    floor.style.setProperty("--size", `${size}px`);
    if (isSeen(floor)) fits = size;
    else tooLarge = size;
  }
  return { columns, size: fits };
}

/** Try those numbers of columns that could be best, one for each number of rows. */
function best(floor, isWhole) {
  floor.classList.toggle("floor-whole", isWhole);
  const count = floor.children.length;
  const rows = (columns) => Math.ceil(count / columns);
  const most = Math.min(count, Math.ceil(Math.sqrt(count)) + 2);
  const tried = [...Array(most).keys()]
    .map((columns) => columns + 1)
    .filter((columns) => columns > most - 5 && rows(columns) < rows(columns - 1))
    .map((columns) => largest(floor, columns));
  return tried.reduce((one, other) => (other.size > one.size ? other : one));
}

/** On a wall nobody scrolls: choose columns and letters so that all is seen, as large as can be. */
function fit() {
  const floor = place.querySelector("[data-fit]");
  if (!floor) return;
  floor.removeAttribute("style");
  if (innerWidth < 800) return;
  let found = best(floor, true);
  // Letters that are read from the last row matter more than a long name in one piece.
  if (found.size < innerHeight / 32) {
    const broken = best(floor, false);
    if (broken.size > found.size * 1.15) found = broken;
    else floor.classList.add("floor-whole");
  }
  floor.style.setProperty("--columns", found.columns);
  floor.style.setProperty("--size", `${found.size}px`);
}

/** Give what a screen reader should be told: the heading of what is going on, and the words below it. */
const said = () =>
  [...place.querySelectorAll("[data-says] :is(h1, h2, .lead)")].map((one) => one.textContent.trim()).join(". ");

/** Show a new inside; what was open stays open, and the focus stays on what it was on, if that is still there. */
function show(nodes) {
  const active = place.contains(document.activeElement) && document.activeElement;
  const open = [...place.querySelectorAll("[open] > summary")].map((one) => one.textContent);
  const before = said();
  place.replaceChildren(...nodes);
  for (const one of place.querySelectorAll("summary")) {
    if (open.includes(one.textContent)) one.parentNode.open = true;
  }
  if (active) {
    const again = [...place.querySelectorAll(active.localName)];
    (again.find((one) => one.textContent === active.textContent) ?? place).focus({ preventScroll: true });
  }
  if (said() !== before) voice.textContent = said();
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
  show(page.body.childNodes);
  place.dataset.etag = answer.headers.get("ETag") ?? "";
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
  place.tabIndex = -1;
  voice.className = "unseen";
  voice.role = "status";
  place.after(voice);
  setClock();
  fit();
  addEventListener("resize", fit);
  setInterval(tick, 250);
  document.addEventListener("visibilitychange", () => document.hidden || later(0));
  later(EVERY);
}
