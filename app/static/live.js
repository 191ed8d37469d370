// Keeps a list true while the page is open:
//   <ul data-live="/url" data-etag="…" data-says="{name} has just come in."
//       data-says-many="Several people have just come in.">
// The address answers with the list's children as HTML, each with a data-key and a data-version.
// What has not changed stays the very same node, so focus and scroll are kept.

const EVERY = 10_000;
const AT_MOST = 300_000;

const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;
const keyed = (list) => new Map([...list.children].map((node) => [node.dataset.key, node]));
const same = (old, fresh) =>
  fresh.dataset.version ? old.dataset.version === fresh.dataset.version : old.isEqualNode(fresh);

/** Make `list` show what `fresh` holds; return the nodes that are new, and whether all was taken. */
export function merge(list, fresh) {
  const before = keyed(list);
  const nodes = [...fresh.children];
  const keys = new Set(nodes.map((node) => node.dataset.key));
  const arrived = [];
  let whole = true;
  let cursor = list.firstElementChild;
  for (const [key, old] of before) {
    if (keys.has(key)) continue;
    if (old.contains(document.activeElement)) list.focus({ preventScroll: true });
    if (cursor === old) cursor = old.nextElementSibling;
    old.remove();
  }
  for (const node of nodes) {
    const old = before.get(node.dataset.key);
    let kept = old;
    if (!old) {
      kept = document.importNode(node, true);
      arrived.push(kept);
    } else if (!same(old, node)) {
      // Nobody's card is swapped from under their fingers: it changes at the next look.
      if (old.contains(document.activeElement)) whole = false;
      else {
        kept = document.importNode(node, true);
        if (cursor === old) cursor = kept;
        old.replaceWith(kept);
      }
    }
    if (kept === cursor) cursor = cursor.nextElementSibling;
    else list.insertBefore(kept, cursor);
  }
  return { arrived, whole };
}

function voice() {
  const region = document.createElement("p");
  region.className = "unseen";
  region.setAttribute("aria-live", "polite");
  (document.getElementById("main") ?? document.body).append(region);
  return region;
}

function watch(list, region) {
  let timer = 0;
  let failures = 0;

  const later = () => {
    clearTimeout(timer);
    if (document.hidden) return;
    const pause = Math.min(EVERY * 2 ** failures, AT_MOST);
    timer = setTimeout(look, pause * (0.8 + Math.random() * 0.4));
  };

  const take = (html) => {
    const { arrived, whole } = merge(list, parsed(html));
    for (const node of arrived) {
      node.classList.add("arrived");
      node.addEventListener("animationend", () => node.classList.remove("arrived"), { once: true });
    }
    const name = arrived[0]?.dataset.name;
    if (arrived.length > 1) region.textContent = list.dataset.saysMany ?? "";
    else if (name) region.textContent = (list.dataset.says ?? "").replace("{name}", name);
    return whole;
  };

  async function look() {
    clearTimeout(timer);
    const asked = list.dataset.live;
    try {
      const headers = { Accept: "text/html" };
      if (list.dataset.etag) headers["If-None-Match"] = list.dataset.etag;
      const answer = await fetch(asked, { headers, cache: "no-store", redirect: "error" });
      // Signed out, or no longer a member: the page stays as it is, and asks no more.
      if ([401, 403, 404, 410].includes(answer.status)) return;
      if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
      failures = 0;
      if (answer.ok) {
        const html = await answer.text();
        // The filter may have changed while this answer was under way.
        if (asked === list.dataset.live) {
          list.dataset.etag = take(html) ? (answer.headers.get("ETag") ?? "") : "";
        }
      }
    } catch {
      failures += 1;
    }
    later();
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : look()));
  later();
}

const lists = document.querySelectorAll("[data-live]");
if (lists.length) {
  const region = voice();
  for (const list of lists) {
    list.tabIndex = -1;
    watch(list, region);
  }
}
