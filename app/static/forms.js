// Small courtesies for forms and menus; everything works without them too.
import { merge, parsed } from "./merge.js";

// A form is sent once. Its buttons rest only after the browser has read them into the request,
// and wake when one comes back to the page.
const rest = (form, resting) => {
  for (const button of form.querySelectorAll("button")) button.disabled = resting;
};
document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (form.method === "post" && !defaultPrevented) setTimeout(rest, 0, form, true);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[method=post]")) rest(form, false);
});

// A menu closes when one looks elsewhere, or tabs on.
const elsewhere = ({ target }) => {
  for (const menu of document.querySelectorAll(".menu[open]")) menu.open = menu.contains(target);
};
document.addEventListener("click", elsewhere);
document.addEventListener("focusin", elsewhere);
document.addEventListener("keydown", ({ key, target }) => {
  const menu = key === "Escape" && target.closest(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// The tab of this page stands where it can be seen.
document.querySelector(".subnav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A filter shows its results by itself, and the address follows: the way back shows the same.
function filterByItself(form) {
  let timer = 0;
  let underWay = new AbortController();
  form.querySelector("button").hidden = true;

  async function show() {
    clearTimeout(timer);
    underWay.abort();
    underWay = new AbortController();
    const url = new URL(form.action);
    url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    if (url.href === location.href) return; // a field was only left
    try {
      const answer = await fetch(url, { signal: underWay.signal, redirect: "error" });
      const page = parsed(await answer.text());
      for (const id of form.dataset.liveFilter.split(" ")) take(id, page);
      history.replaceState(null, "", url);
    } catch (problem) {
      // Rather a full page than results that do not fit their filter.
      if (problem.name !== "AbortError") location.assign(url);
    }
  }

  form.addEventListener("change", show);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 300);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formMethod === "post") return;
    event.preventDefault();
    show();
  });
}

/** Take the element with this id over from another rendering of the page. */
function take(id, page) {
  const [old, fresh] = [document, page].map((side) => side.getElementById(id));
  if (!fresh.matches("[data-live]")) return old.replaceChildren(...fresh.childNodes);
  Object.assign(old.dataset, fresh.dataset);
  merge(old, fresh);
}

for (const form of document.querySelectorAll("[data-live-filter]")) filterByItself(form);
