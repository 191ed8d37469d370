// Makes one list show what another holds, and leaves alone whatever is the same in both.

const keyed = (list) => new Map([...list.children].map((node) => [node.dataset.key, node]));
const same = (old, fresh) =>
  fresh.dataset.version ? old.dataset.version === fresh.dataset.version : old.isEqualNode(fresh);

export const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

/**
 * Give `list` the children of `fresh`, matched by data-key and compared by data-version.
 *
 * Returns the nodes that are new, and whether everything was taken: nobody's card is swapped
 * while their focus is in it.
 */
export function merge(list, fresh) {
  const before = keyed(list);
  const after = keyed(fresh);
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const arrived = [];
  let whole = true;

  for (const [key, old] of before) if (!after.has(key)) old.remove();

  let place = list.firstElementChild;
  for (const [key, node] of after) {
    const old = before.get(key);
    const held = old && !same(old, node) && old.contains(focused);
    const kept = old && (held || same(old, node)) ? old : document.importNode(node, true);
    if (held) whole = false;
    if (!old) arrived.push(kept);
    if (old && old !== kept) {
      if (place === old) place = kept;
      old.replaceWith(kept);
    }
    if (place === kept) place = kept.nextElementSibling;
    else list.insertBefore(kept, place);
  }

  if (focused && focused !== document.activeElement) {
    list.tabIndex = -1;
    (focused.isConnected ? focused : list).focus({ preventScroll: true });
  }
  return { arrived, whole };
}
