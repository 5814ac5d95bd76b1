"use strict";
const box = document.getElementById("filter");
const told = document.getElementById("told");
const entries = [...document.querySelectorAll("ol.entries > li")].map((element) => ({
  element,
  text: (element.dataset.about + " " + element.textContent).normalize("NFC").toLowerCase(),
}));
const sections = [...document.querySelectorAll("section.agreement")];
function filter() {
  const words = box.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { element, text } of entries) {
    const fits = words.every((word) => text.includes(word));
    element.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  for (const section of sections) {
    section.hidden = !section.querySelector("ol.entries > li:not([hidden])");
  }
  told.textContent = shown + " of " + entries.length + " shown";
}
box.addEventListener("input", filter);
box.value = new URLSearchParams(location.hash.slice(1)).get("filter") ?? "";
for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
filter();
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
