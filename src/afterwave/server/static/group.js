/** The group's page: it keeps up with the group, and takes "Slower, please". */
import "./follow.js";
import "./slower.js";
