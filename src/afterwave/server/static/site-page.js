/** The script of every page of the static site, where site-modules.js stands in for modules.js. */
import "./site-leave.js";
import "./leave.js";
import "./host.js";
import "./unfold.js";
import "./site-offline.js";
