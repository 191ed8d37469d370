// Drag somebody onto somebody else of the same round: the form below it is filled in and sent.

const seat = (node) => node.closest?.("[data-person]");
let held = null;

for (const node of document.querySelectorAll("[data-person]")) node.draggable = true;

document.addEventListener("dragstart", (event) => {
  held = seat(event.target);
  event.dataTransfer?.setData("text/plain", held?.dataset.person ?? "");
});
document.addEventListener("dragend", () => {
  document.querySelector(".is-over")?.classList.remove("is-over");
  held = null;
});
document.addEventListener("dragover", (event) => {
  const onto = seat(event.target);
  document.querySelector(".is-over")?.classList.remove("is-over");
  if (!held || !onto || onto.dataset.round !== held.dataset.round) return;
  onto.classList.add("is-over");
  event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const onto = seat(event.target);
  if (!held || !onto || onto === held || onto.dataset.round !== held.dataset.round) return;
  event.preventDefault();
  const form = document.getElementById(`swap-${held.dataset.round}`);
  form.elements.one.value = held.dataset.person;
  form.elements.other.value = onto.dataset.person;
  form.requestSubmit();
});
