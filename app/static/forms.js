// Small courtesies for forms and menus; every one of them works without this too.
import { merge } from "./live.js";

// A form is sent once. The buttons rest only after the browser has read them into the request,
// and wake again when one comes back to the page.
document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (defaultPrevented || form.method !== "post") return;
  setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
});
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[method=post] button")) button.disabled = false;
});

// A menu closes when one looks elsewhere.
const close = (menu) => menu.removeAttribute("open");
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(target)) close(menu);
});
document.addEventListener("keydown", ({ key, target }) => {
  const menu = key === "Escape" && target.closest(".menu[open]");
  if (!menu) return;
  close(menu);
  menu.querySelector("summary").focus();
});

// A filter shows its results by itself, and the address bar follows, so that a reload,
// a bookmark and the way back all show the same people.
function live(form) {
  let timer = 0;
  let underWay = new AbortController();
  form.querySelector("button").hidden = true;

  async function show() {
    clearTimeout(timer);
    underWay.abort();
    underWay = new AbortController();
    const filled = [...new FormData(form)].filter(([, value]) => value);
    const url = new URL(form.action);
    url.search = new URLSearchParams(filled);
    try {
      const answer = await fetch(url, { signal: underWay.signal, redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      replace(form.dataset.liveFilter, page);
      history.replaceState(null, "", url);
    } catch (problem) {
      // Rather a full page load than a list that does not fit its filter.
      if (problem.name !== "AbortError") location.assign(url);
    }
  }

  form.addEventListener("change", show);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 300);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
}

function replace(id, page) {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  const list = old.matches("[data-live]") ? old : null;
  if (list && fresh.matches("[data-live]")) {
    Object.assign(list.dataset, fresh.dataset);
    merge(list, fresh);
  } else old.replaceChildren(...fresh.childNodes);
}

for (const form of document.querySelectorAll("[data-live-filter]")) live(form);
