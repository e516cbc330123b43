/** The script of a page with a form on it. */
import "./leave.js";
import "./host.js";
import "./bare.js";
