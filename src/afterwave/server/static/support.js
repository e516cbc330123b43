/** The script of the page with the support lines. */
import "./leave.js";
import "./host.js";
import "./unfold.js";
