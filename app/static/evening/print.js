// The button of the print dialog, which shows only where a script can open it.
const button = document.querySelector("button");
button.hidden = false;
button.addEventListener("click", () => print());
