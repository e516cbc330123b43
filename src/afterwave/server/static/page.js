/** The script of a page for one reader. */
import "./leave.js";
import "./host.js";
