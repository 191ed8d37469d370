// <button data-copy="id of an input" data-copied="Copied" hidden>: appears where copying works.
const buttons = navigator.clipboard ? document.querySelectorAll("[data-copy]") : [];
for (const button of buttons) {
  const words = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = words), 2000);
  });
}
