/** On a device that goes from hand to hand: after a while, a fresh form for the next person. */
export default function handover(/** @type {import("./page.d.ts").Found} */ place) {
  const fresh = place.querySelector("a").href;
  place.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault();
    // In this page's place: Back does not lead the next person to it.
    location.replace(fresh);
  });
  setTimeout(() => location.replace(fresh), Number(place.dataset.seconds) * 1000);
}
