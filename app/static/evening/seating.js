// Drag somebody onto somebody else of the same round, or tap one and then the other, as fingers do:
// the form below them is filled in and sent. Beside whoever is tapped stands “whoever fits best”. The keyboard has the form:
// a stop at each of 150 seats would be in the way of it.

const seat = (node) => node.closest?.("[data-person]");
const isMatch = (one, other) => one && other && one !== other && one.dataset.round === other.dataset.round;
const best = document.createElement("button");
best.type = "button";
best.className = "button button-small";
best.addEventListener("click", () => swap(chosen, { dataset: { person: "0" } }));
let held = null;
let chosen = null;

for (const node of document.querySelectorAll("[data-person]")) node.draggable = true;
for (const hint of document.querySelectorAll("[data-swaps]")) hint.hidden = false;
for (const round of document.querySelectorAll(".round")) round.open ||= innerWidth > 900;

function swap(one, other) {
  const form = document.getElementById(`swap-${one.dataset.round}`);
  form.elements.one.value = one.dataset.person;
  form.elements.other.value = other.dataset.person;
  form.requestSubmit();
}

function mark(node, kind) {
  document.querySelector(`.${kind}`)?.classList.remove(kind);
  node?.classList.add(kind);
}

document.addEventListener("dragstart", (event) => {
  held = seat(event.target);
  event.dataTransfer?.setData("text/plain", held?.dataset.person ?? "");
});
document.addEventListener("dragend", () => {
  mark(null, "is-over");
  held = null;
});
document.addEventListener("dragover", (event) => {
  const onto = seat(event.target);
  const fits = isMatch(held, onto);
  mark(fits ? onto : null, "is-over");
  if (fits) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const onto = seat(event.target);
  if (!isMatch(held, onto)) return;
  event.preventDefault();
  swap(held, onto);
});

document.addEventListener("click", ({ target }) => {
  const tapped = target.closest("button, a, form") ? null : seat(target);
  if (isMatch(chosen, tapped)) return swap(chosen, tapped);
  if (tapped || !target.closest("form")) choose(tapped === chosen ? null : tapped);
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && choose(null));

/** Mark somebody, and offer beside them to leave it to the plan with whom they change. */
function choose(node) {
  chosen = node;
  mark(node, "is-chosen");
  best.remove();
  if (!node) return;
  best.textContent = document.querySelector(`#swap-${node.dataset.round} option[value="0"]`).textContent;
  node.append(best);
}
